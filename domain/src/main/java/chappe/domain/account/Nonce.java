package chappe.domain.account;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// Random bytes that somebody is given once and brings back; the store keeps their digest only.
final class Nonce {
    static final int SIZE_BYTES = 32;

    static byte[] draw(SecureRandom random) {
        byte[] bytes = new byte[SIZE_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    static byte[] digest(byte[] nonce) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(nonce);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has SHA-256
        }
    }

    /// Under which a digest stands in a table.
    static long name(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    private Nonce() {}
}
