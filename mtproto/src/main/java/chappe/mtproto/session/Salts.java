package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import chappe.mtproto.crypto.Hash;
import chappe.mtproto.handshake.ServerKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Server salts
/// ([get_future_salts](https://core.telegram.org/mtproto/service_messages#request-for-several-future-salts)):
/// for each key and hour the first eight bytes of an HMAC under a secret of the server. Nothing need be
/// stored, any node knows them, and future ones can be listed. Immutable.
final class Salts {
    static final long PERIOD_S = 3600;

    /// A salt stays good for half an hour after its period, as the docs promise.
    static final long OVERLAP_S = 1800;

    /// And is good a minute before: clients turn to the next one by their own clock.
    static final long EARLY_S = 60;

    private final SecretKeySpec secret;

    private Salts(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /// The secret follows from the server's private key, so that all nodes have it and none need keep it.
    static Salts of(ServerKey key) {
        byte[] label = "chappe server salts".getBytes(StandardCharsets.US_ASCII);
        return new Salts(Hash.sha256(label, key.key().getPrivateExponent().toByteArray()));
    }

    static long period(long unixSeconds) {
        return Math.floorDiv(unixSeconds, PERIOD_S);
    }

    /// The salt of one period. Never 0, which is what clients send when they know none.
    long of(AuthKeyId key, long period) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(
                    ByteBuffer.allocate(16).putLong(key.value()).putLong(period).array());
            long salt = ByteBuffer.wrap(mac.doFinal()).getLong();
            return salt == 0 ? 1 : salt;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no HmacSHA256", missing);
        }
    }
}
