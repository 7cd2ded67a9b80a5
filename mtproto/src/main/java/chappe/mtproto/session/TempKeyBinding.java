package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.CipherFault;
import chappe.mtproto.crypto.MessageCipher;
import chappe.mtproto.session.AuthKeys.AuthKey;
import chappe.mtproto.session.CallLane.Waiting;
import chappe.mtproto.session.Requests.Answer;
import chappe.wire.Layers;
import chappe.wire.auth.BindTempAuthKey;
import chappe.wire.mtproto.BindAuthKeyInner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Answers [auth.bindTempAuthKey](https://core.telegram.org/method/auth.bindTempAuthKey): a temporary key
/// takes over the login and the layer of a permanent one. Stateless; runs on the session's lane.
///
/// The proof is a message under the permanent key, in MTProto 1.0's encryption
/// ([binding message](https://core.telegram.org/method/auth.bindTempAuthKey#encrypted-message-contents)):
///
/// | offset | bytes | name | meaning |
/// |---|---|---|---|
/// | 0 | 16 | `random` | |
/// | 16 | 8 | `msg_id` | that of the call itself |
/// | 24 | 4 | `seq_no` | 0 |
/// | 28 | 4 | `msg_len` | 40 |
/// | 32 | 40 | `message` | `bind_auth_key_inner` |
final class TempKeyBinding {
    private static final int RANDOM_SIZE = 16;
    private static final int INNER_SIZE = 40;

    /// What the permanent key's owner wrote.
    private record Proof(long msgId, BindAuthKeyInner inner) {}

    static Answer answer(Session session, Waiting waiting, BindTempAuthKey ask) {
        LiveKey temporary = session.key();
        if (!temporary.isTemporary()) throw RpcError.TEMP_AUTH_KEY_EMPTY.refuse();
        AuthKey permanent = findPermanent(session, ask.permAuthKeyId());
        if (permanent == null) throw RpcError.ENCRYPTED_MESSAGE_INVALID.refuse();
        Proof proof = open(permanent, ask.encryptedMessage());
        check(proof, ask, session, waiting.message().msgId());
        AuthKeyId boundTo = temporary.findPermanent();
        if (boundTo != null && !boundTo.equals(permanent.id())) throw RpcError.TEMP_AUTH_KEY_ALREADY_BOUND.refuse();
        Instant expires = temporary.bind(permanent, Instant.ofEpochSecond(ask.expiresAt()));
        session.room().authKeys().bind(temporary.id(), permanent.id(), expires);
        var out = new TlWriter(Layers.newest());
        out.bool(true);
        return new Answer.Result(out.toBytes());
    }

    private static @Nullable AuthKey findPermanent(Session session, long id) {
        AuthKey found = id == 0 ? null : session.room().authKeys().find(new AuthKeyId(id));
        return found == null || found.isTemporary() ? null : found;
    }

    private static Proof open(AuthKey permanent, byte[] encrypted) {
        try {
            if (encrypted.length < MessageCipher.HEAD_SIZE) throw new CipherFault();
            if (MessageCipher.authKeyId(encrypted) != permanent.id().value()) throw new CipherFault();
            var in = new TlReader(MessageCipher.decryptBind(permanent.value(), encrypted), Layers.newest());
            in.skip(RANDOM_SIZE);
            long msgId = in.int64();
            in.int32();
            if (in.int32() != INNER_SIZE) throw new CipherFault();
            return new Proof(msgId, in.object(BindAuthKeyInner.class));
        } catch (CipherFault | TlFault forged) {
            throw RpcError.ENCRYPTED_MESSAGE_INVALID.refuse();
        }
    }

    private static void check(Proof proof, BindTempAuthKey ask, Session session, long msgId) {
        BindAuthKeyInner inner = proof.inner;
        boolean holds = proof.msgId == msgId
                && inner.nonce() == ask.nonce()
                && inner.tempAuthKeyId() == session.key().id().value()
                && inner.permAuthKeyId() == ask.permAuthKeyId()
                && inner.tempSessionId() == session.id()
                && inner.expiresAt() == ask.expiresAt();
        boolean isPast = ask.expiresAt() <= session.room().clock().instant().getEpochSecond();
        if (!holds || isPast) throw RpcError.ENCRYPTED_MESSAGE_INVALID.refuse();
    }

    private TempKeyBinding() {}
}
