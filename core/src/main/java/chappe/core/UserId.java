package chappe.core;

/// A user's id: random, 1 to 2^40 - 1 (rule R11).
public record UserId(long value) {
    public static final long MAX = (1L << 40) - 1;

    /// The account that tells people about their own: login codes, new logins. Clients know it by this number.
    public static final UserId SERVICE = new UserId(777_000);

    public UserId {
        if (value <= 0 || value > MAX) throw new IllegalArgumentException("no UserId: " + value);
    }
}
