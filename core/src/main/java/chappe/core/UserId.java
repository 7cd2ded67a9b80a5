package chappe.core;

/// A user's id: random, 1 to 2^40 - 1 (rule R11).
public record UserId(long value) {
    public UserId {
        if (value <= 0 || value >= 1L << 40) throw new IllegalArgumentException("no UserId: " + value);
    }
}
