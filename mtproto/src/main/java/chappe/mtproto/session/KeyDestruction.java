package chappe.mtproto.session;

import chappe.core.tl.TlObject;
import chappe.mtproto.session.CallLane.Waiting;
import chappe.wire.mtproto.DestroyAuthKeyFail;
import chappe.wire.mtproto.DestroyAuthKeyNone;
import chappe.wire.mtproto.DestroyAuthKeyOk;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers
/// [destroy_auth_key](https://core.telegram.org/mtproto/service_messages#destroying-authorization-keys): the
/// key the message came under is deleted, durably, and with a permanent one the temporary ones bound to it;
/// then their sessions end. The answer goes out before, while there is a key to encrypt it with. Stateless;
/// runs on the session's lane.
final class KeyDestruction {
    private static final Logger LOG = LoggerFactory.getLogger(KeyDestruction.class);

    static void run(Session session, Waiting call) {
        LiveKeys keys = session.room().keys();
        LiveKey key = session.key();
        List<LiveKey> family = key.isTemporary() ? List.of(key) : keys.family(key.id());
        TlObject answer = destroy(keys, key, family);
        session.ended(call, new RpcResults.Ready(ServerFrames.bytes(answer), null, false));
        if (answer instanceof DestroyAuthKeyFail) return;
        family.forEach(keys::closeSessions);
        keys.closeSessions(key);
    }

    private static TlObject destroy(LiveKeys keys, LiveKey key, List<LiveKey> family) {
        try {
            boolean destroyed = keys.destroy(key.id());
            for (LiveKey each : family) if (each != key) keys.destroy(each.id());
            return destroyed ? new DestroyAuthKeyOk() : new DestroyAuthKeyNone();
        } catch (RuntimeException unavailable) {
            LOG.warn(
                    "key not destroyed auth_key_id={}",
                    Long.toHexString(key.id().value()),
                    unavailable);
            return new DestroyAuthKeyFail();
        }
    }

    private KeyDestruction() {}
}
