package chappe.world;

import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.MessageCipher;
import chappe.wire.Layers;
import chappe.wire.auth.BindTempAuthKey;
import chappe.wire.mtproto.BindAuthKeyInner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Duration;

/// Binds a temporary key to a permanent one:
/// [auth.bindTempAuthKey](https://core.telegram.org/method/auth.bindTempAuthKey).
final class KeyBinding {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int INNER_SIZE = 40;

    static void bind(ClientLine line, ClientKey permanent, ClientKey temporary, int expiresAt, SecureRandom random) {
        long nonce = random.nextLong();
        long permId = permanent.id().value();
        long msgId = line.reserveMsgId();
        var inner = new BindAuthKeyInner(
                nonce, temporary.id().value(), permId, line.session().id(), expiresAt);
        byte[] plaintext = ByteBuffer.allocate(MessageCipher.BIND_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .putLong(msgId)
                .putInt(0)
                .putInt(INNER_SIZE)
                .put(TlWriter.toBytes(inner, Layers.newest()))
                .array();
        byte[] encrypted = MessageCipher.encryptBind(permanent.id(), permanent.value(), plaintext, random);
        var method = new BindTempAuthKey(permId, nonce, expiresAt, encrypted);
        PendingCall call = new PendingCall(method.methodName(), TlWriter.toBytes(method, Layers.newest()));
        line.send(call, msgId);
        if (!call.await(method, Layers.NEWEST, TIMEOUT))
            throw new IllegalStateException("the server did not bind the key");
    }

    private KeyBinding() {}
}
