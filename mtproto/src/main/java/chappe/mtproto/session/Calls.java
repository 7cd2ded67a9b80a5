package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import chappe.core.MsgId;
import chappe.core.Refusal;
import chappe.core.RpcError;
import chappe.mtproto.session.CallLane.Waiting;
import chappe.mtproto.session.Requests.Answer;
import chappe.mtproto.session.Requests.Call;
import chappe.mtproto.session.Requests.ClientInfo;
import chappe.mtproto.session.Unwrapping.Unwrapped;
import chappe.wire.auth.BindTempAuthKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one call from its message to its answer: wrappers off, key and layer checked, what it waits for
/// checked, then up to [Requests]. Stateless; runs on the session's lane, without its lock.
final class Calls {

    /// What a client hears that has more calls under way than a session may.
    static final Answer BUSY = new Answer.Error(420, RpcError.FLOOD_WAIT_X.text(1));

    /// What a client hears whose message does not fit its constructor.
    static final Answer MALFORMED = new Answer.Error(400, RpcError.INPUT_FETCH_ERROR.text(0));

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final Answer BUG = new Answer.Error(500, "INTERNAL");

    static Answer answer(Session session, Waiting waiting) {
        try {
            return answered(session, waiting);
        } catch (Refusal refusal) {
            RpcError error = refusal.error();
            return new Answer.Error(error.code(), error.text(refusal.number()));
        } catch (RuntimeException bug) {
            LOG.error(
                    "call failed session_id={} msg_id={}",
                    Long.toHexString(session.id()),
                    Long.toHexString(waiting.message().msgId()),
                    bug);
            return BUG;
        }
    }

    /// Tells the room above that a session begins or ends. What goes wrong there must not end the lane.
    static void tell(Requests requests, Session session, boolean isEnd) {
        try {
            if (isEnd) requests.closed(session);
            else requests.opened(session);
        } catch (RuntimeException bug) {
            LOG.error("session notice failed session_id={} end={}", Long.toHexString(session.id()), isEnd, bug);
        }
    }

    private static Answer answered(Session session, Waiting waiting) {
        LiveKey key = session.key();
        Unwrapped call = Unwrapping.of(waiting.message(), key.layer());
        for (long before : call.after()) {
            if (!session.hasSucceeded(before)) throw RpcError.MSG_WAIT_FAILED.refuse();
        }
        if (call.method() instanceof BindTempAuthKey bind) return TempKeyBinding.answer(session, waiting, bind);
        AuthKeyId permanent = key.findPermanent();
        if (permanent == null) throw RpcError.AUTH_KEY_PERM_EMPTY.refuse();
        if (call.layer() == 0) throw RpcError.CONNECTION_NOT_INITED.refuse();
        rememberInit(session, permanent, call);
        return session.room().requests().answer(call(session, waiting, permanent, call));
    }

    private static Call call(Session session, Waiting waiting, AuthKeyId permanent, Unwrapped call) {
        LiveKey key = session.key();
        ClientInfo client = call.client() != null ? call.client() : key.client();
        int hint = waiting.from().connection().dcHint();
        return new Call(
                permanent,
                session.sessionId(),
                new MsgId(waiting.message().msgId()),
                call.layer(),
                key.dc() != 0 ? key.dc() : hint,
                waiting.from().connection().address(),
                client,
                call.withoutUpdates(),
                call.method(),
                session);
    }

    /// Clients name their layer once for a key, and may never do so again: it is stored. What else they say of
    /// themselves they repeat.
    private static void rememberInit(Session session, AuthKeyId permanent, Unwrapped call) {
        LiveKey key = session.key();
        if (call.client() != null) key.setClient(call.client());
        if (!call.isLayerNamed() || call.layer() == key.layer()) return;
        session.room().unproven().named(call.layer());
        session.room().authKeys().rememberLayer(permanent, call.layer());
        for (LiveKey each : session.room().keys().family(permanent)) each.setLayer(call.layer());
    }

    private Calls() {}
}
