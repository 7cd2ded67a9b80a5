package chappe.core;

/// The DCs that a client may believe it talks to: this server is each of them.
public final class DcId {
    public static final int MAX = 5;

    private static final int TEST_OFFSET = 10_000;

    /// The plain number of a DC as clients write it: test DCs have 10000 added, media ones are negative.
    ///
    /// @return 1..5, or 0 when it is none of ours
    public static int normalized(int raw) {
        int dc = Math.abs(raw);
        if (dc > TEST_OFFSET) dc -= TEST_OFFSET;
        return dc >= 1 && dc <= MAX ? dc : 0;
    }

    private DcId() {}
}
