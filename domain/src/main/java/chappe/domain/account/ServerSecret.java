package chappe.domain.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The server's own secret of 32 bytes, from which access hashes and the stored forms of login codes derive.
///
/// It lives with the other keys. Who has only the store cannot guess codes out of it. Immutable, thread-safe.
public final class ServerSecret {
    public static final int SIZE_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed; // never fed: each use copies it, since making one searches the JDK's providers

    public ServerSecret(byte[] value) {
        if (value.length != SIZE_BYTES) throw new IllegalArgumentException("a server secret has 32 bytes");
        try {
            this.keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(value, ALGORITHM));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing); // every JDK has HmacSHA256
        }
    }

    /// HMAC-SHA256 over the purpose, a zero byte, and the data: different purposes never give equal answers.
    public byte[] mac(String purpose, byte[] data) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(data);
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible); // the JDK's own can be copied
        }
    }

    @Override
    public String toString() {
        return "ServerSecret";
    }
}
