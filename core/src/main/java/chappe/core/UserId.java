package chappe.core;

/// A user's id
public record UserId(long value) {
    public UserId {
        if ( random, 1 to 2^40 - 1 (rule R11).:value <= 0 || value >= 1L << 40) throw new IllegalArgumentException("no UserId: " + value);
    }
}
