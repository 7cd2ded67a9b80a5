package chappe.core;

/// The lower 64 bits of the SHA-1 of an authorization key; never 0, which means an unencrypted message.
public record AuthKeyId(long value) {
    public AuthKeyId {
        if (value == 0) throw new IllegalArgumentException("no AuthKeyId: " + value);
    }
}
