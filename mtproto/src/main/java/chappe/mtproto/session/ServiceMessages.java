package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlObject;
import chappe.wire.mtproto.BadMsgNotification;
import chappe.wire.mtproto.BadServerSalt;
import chappe.wire.mtproto.DestroySession;
import chappe.wire.mtproto.DestroySessionNone;
import chappe.wire.mtproto.DestroySessionOk;
import chappe.wire.mtproto.FutureSalt;
import chappe.wire.mtproto.FutureSalts;
import chappe.wire.mtproto.GetFutureSalts;
import chappe.wire.mtproto.HttpWait;
import chappe.wire.mtproto.MsgDetailedInfo;
import chappe.wire.mtproto.MsgNewDetailedInfo;
import chappe.wire.mtproto.MsgResendReq;
import chappe.wire.mtproto.MsgsAck;
import chappe.wire.mtproto.MsgsAllInfo;
import chappe.wire.mtproto.MsgsStateInfo;
import chappe.wire.mtproto.MsgsStateReq;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.PingDelayDisconnect;
import chappe.wire.mtproto.Pong;
import chappe.wire.mtproto.RpcDropAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// The messages about messages and sessions, which are answered at once and never wait behind a call
/// ([about messages](https://core.telegram.org/mtproto/service_messages_about_messages),
/// [service messages](https://core.telegram.org/mtproto/service_messages)). Stateless; runs under the
/// session's lock.
final class ServiceMessages {

    /// Whether a constructor is answered here. `destroy_auth_key` is not: it waits for the store, and so is a
    /// call to us.
    static boolean isService(int constructorId) {
        return switch (constructorId) {
            case MsgsAck.ID,
                    BadMsgNotification.ID,
                    BadServerSalt.ID,
                    MsgsStateReq.ID,
                    MsgsStateInfo.ID,
                    MsgsAllInfo.ID,
                    MsgDetailedInfo.ID,
                    MsgNewDetailedInfo.ID,
                    MsgResendReq.ID,
                    RpcDropAnswer.ID,
                    GetFutureSalts.ID,
                    Ping.ID,
                    PingDelayDisconnect.ID,
                    DestroySession.ID,
                    HttpWait.ID -> true;
            default -> false;
        };
    }

    /// Acknowledgements are themselves never acknowledged.
    static boolean isAck(int constructorId) {
        return constructorId == MsgsAck.ID;
    }

    static void take(ClientMessage message, Carrier from, Session session) {
        TlObject object;
        try {
            object = Containers.reader(message).object();
        } catch (TlFault broken) {
            session.answer(message.msgId(), Calls.MALFORMED);
            return;
        }
        switch (object) {
            case MsgsAck ack -> acknowledged(ack.msgIds(), session);
            case Ping ping -> session.sender().add(ServerFrames.bytes(new Pong(message.msgId(), ping.pingId())));
            case PingDelayDisconnect ping -> pingDelayDisconnect(message, ping, from, session);
            case GetFutureSalts ask -> session.sender().add(ServerFrames.bytes(futureSalts(message, ask, session)));
            case MsgsStateReq ask -> states(message, ask, session);
            case MsgResendReq ask -> resend(ask, session);
            case RpcDropAnswer ask -> session.answer(message.msgId(), DroppedAnswers.drop(ask.reqMsgId(), session));
            case DestroySession ask -> destroySession(ask, session);
            // States of our messages and the like: what matters of them, acknowledgements tell as well.
            default -> {}
        }
    }

    /// Sends an answer again: whole when it is short; else its id and size, so that the client can ask for it
    /// if it needs it.
    static void repeatAnswer(Kept answer, Sender sender) {
        if (answer.lastId() == 0 || answer.body().length <= Limits.ANSWER_REPEATED_SIZE_MAX) {
            sender.repeat(answer);
            return;
        }
        sender.add(ServerFrames.bytes(new MsgDetailedInfo(answer.queryId(), answer.lastId(), answer.body().length, 0)));
    }

    private static void acknowledged(List<Long> msgIds, Session session) {
        int count = Math.min(msgIds.size(), Limits.ACKS_MAX);
        for (int i = 0; i < count; i++) session.sender().outbox().acknowledge(msgIds.get(i));
    }

    private static void pingDelayDisconnect(
            ClientMessage message, PingDelayDisconnect ping, Carrier from, Session session) {
        long delay = Math.clamp(ping.disconnectDelay(), 1, Limits.DISCONNECT_DELAY_MAX_S);
        from.disconnectAt(session.lastSeen().plusSeconds(delay));
        session.sender().add(ServerFrames.bytes(new Pong(message.msgId(), ping.pingId())));
    }

    private static FutureSalts futureSalts(ClientMessage message, GetFutureSalts ask, Session session) {
        Instant now = session.lastSeen();
        int count = Math.clamp(ask.num(), 1, Limits.FUTURE_SALTS_MAX);
        long first = Salts.period(now.getEpochSecond());
        AuthKeyId key = session.key().id();
        List<FutureSalt> salts = new ArrayList<>(count);
        for (long period = first; period < first + count; period++) {
            int since = (int) (period * Salts.PERIOD_S);
            int until = (int) (since + Salts.PERIOD_S + Salts.OVERLAP_S);
            salts.add(new FutureSalt(since, until, session.room().salts().of(key, period)));
        }
        return new FutureSalts(message.msgId(), (int) now.getEpochSecond(), salts);
    }

    /// Answers with a byte for each message, and repeats the answers that the client seems not to have.
    private static void states(ClientMessage message, MsgsStateReq ask, Session session) {
        List<Long> msgIds = ask.msgIds();
        if (msgIds.size() > Limits.ACKS_MAX) {
            session.answer(message.msgId(), Calls.MALFORMED);
            return;
        }
        byte[] states = new byte[msgIds.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = session.state(msgIds.get(i));
            Kept answer = session.sender().outbox().findAnswer(msgIds.get(i));
            if (answer != null) repeatAnswer(answer, session.sender());
        }
        session.sender().add(ServerFrames.bytes(new MsgsStateInfo(message.msgId(), states)));
    }

    /// Sends again what is still kept. What is not was acknowledged, or never ours.
    private static void resend(MsgResendReq ask, Session session) {
        LongStream msgIds = ask.msgIds().stream().limit(Limits.ACKS_MAX).mapToLong(Long::longValue);
        msgIds.forEach(msgId -> {
            Kept kept = session.sender().outbox().findSentAs(msgId);
            if (kept != null) session.sender().repeat(kept);
        });
    }

    private static void destroySession(DestroySession ask, Session session) {
        boolean isOther = ask.sessionId() != session.id();
        Session other = isOther ? session.key().findSession(ask.sessionId()) : null;
        boolean destroyed = other != null && session.room().keys().remove(session.key(), other);
        if (other != null && destroyed) session.room().lanes().execute(other::close);
        TlObject answer = destroyed ? new DestroySessionOk(ask.sessionId()) : new DestroySessionNone(ask.sessionId());
        session.sender().add(ServerFrames.bytes(answer));
    }

    private ServiceMessages() {}
}
