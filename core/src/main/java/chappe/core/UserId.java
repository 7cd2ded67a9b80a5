package chappe.core;

/// A user's id: random, 1 to 2^40 - 1 (rule R11).
public record UserId(long value) {
    public static final long MAX = (1L << 40) - 1;

    public UserId {
        if (value <= 0 || value > MAX) throw new IllegalArgumentException("no UserId: " + value);
    }
}
