package chappe.mtproto.session;

import chappe.core.Limits;
import chappe.mtproto.session.Kept.Kind;
import chappe.mtproto.session.ServerFrames.Address;
import chappe.mtproto.session.ServerFrames.Numbered;
import chappe.wire.UpdatesTooLong;
import chappe.wire.mtproto.MsgsAck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The server's half of a session: numbers messages, puts several that are ready into one container, lets
/// acknowledgements travel with them, and keeps what the client must acknowledge. Guarded by the session's
/// lock.
///
/// A *round* is what is collected between two flushes: one frame received, one call answered, one push.
final class Sender {

    /// @param kept null for messages that are not content-related
    private record Outgoing(
            byte[] body, MsgIds.Kind kind, @Nullable Kept kept) {}

    private static final long[] NONE = {};
    private static final byte[] UPDATES_TOO_LONG = ServerFrames.bytes(new UpdatesTooLong());

    private final LiveKey key;
    private final long sessionId;
    private final SessionRoom room;
    private final SeqNos seqNos = new SeqNos();
    private final Outbox outbox = new Outbox();
    private @Nullable List<Outgoing> ready;
    private long[] acks = NONE;
    private int ackCount;
    private int round = 1;

    Sender(LiveKey key, long sessionId, SessionRoom room) {
        this.key = key;
        this.sessionId = sessionId;
        this.room = room;
    }

    Outbox outbox() {
        return outbox;
    }

    /// A message that needs no acknowledgement: pong, states, salts.
    void add(byte[] body) {
        ready(new Outgoing(body, MsgIds.Kind.ANSWER, null));
    }

    /// A message that is kept until it is acknowledged.
    void keep(Kept message) {
        outbox.keep(message);
        repeat(message);
    }

    /// Sends a kept message (again), under a new id; once in a round.
    void repeat(Kept message) {
        if (!message.enter(round)) return;
        MsgIds.Kind kind = message.kind() == Kind.ANSWER ? MsgIds.Kind.ANSWER : MsgIds.Kind.OTHER;
        ready(new Outgoing(message.body(), kind, message));
    }

    /// Sends again all that was not acknowledged, since the connection that carried it is gone.
    void repeatAll() {
        if (outbox.havePushesGone()) {
            outbox.forgetLoss();
            outbox.keep(new Kept(Kind.PUSH, 0, UPDATES_TOO_LONG));
        }
        outbox.all().forEach(this::repeat);
    }

    /// The client's message will be acknowledged, with the next message to it or after a short while.
    ///
    /// @return true when it is the first to wait
    boolean acknowledge(long msgId) {
        for (int i = 0; i < ackCount; i++) if (acks[i] == msgId) return false;
        if (ackCount == acks.length) acks = Arrays.copyOf(acks, Math.max(4, ackCount * 2));
        acks[ackCount++] = msgId;
        return ackCount == 1;
    }

    /// Its answer acknowledges a call, so that nothing else need.
    void forgetAck(long msgId) {
        for (int i = 0; i < ackCount; i++) {
            if (acks[i] != msgId) continue;
            acks[i] = acks[--ackCount];
            return;
        }
    }

    boolean owesAcks() {
        return ackCount > 0;
    }

    /// Ends the round: what is ready goes out, acknowledgements with it.
    ///
    /// @param to null when the client is not connected: what is kept waits for it, the rest is void
    /// @param acksAlone whether acknowledgements go even when nothing else does
    void flush(@Nullable Carrier to, boolean acksAlone) {
        round++;
        if (to != null && ackCount > 0 && (acksAlone || ready != null)) takeAcks();
        List<Outgoing> all = ready;
        ready = null;
        if (to == null || all == null) return;
        int start = 0;
        int size = 0;
        for (int i = 0; i < all.size(); i++) {
            int more = ClientMessage.HEAD_SIZE + all.get(i).body.length;
            boolean isFull = i - start == Limits.CONTAINER_MESSAGES_MAX || size + more > Limits.CONTAINER_SENT_SIZE_MAX;
            if (isFull && i > start) {
                send(to, all.subList(start, i));
                start = i;
                size = 0;
            }
            size += more;
        }
        send(to, all.subList(start, all.size()));
    }

    private void takeAcks() {
        List<Long> ids = Arrays.stream(acks, 0, ackCount).boxed().toList();
        acks = NONE;
        ackCount = 0;
        for (int start = 0; start < ids.size(); start += Limits.ACKS_MAX) {
            List<Long> part = ids.subList(start, Math.min(ids.size(), start + Limits.ACKS_MAX));
            ready(new Outgoing(ServerFrames.bytes(new MsgsAck(part)), MsgIds.Kind.OTHER, null));
        }
    }

    private void ready(Outgoing message) {
        if (ready == null) ready = new ArrayList<>(2);
        ready.add(message);
    }

    private void send(Carrier to, List<Outgoing> batch) {
        var address = new Address(key, key.salt(room.clock().instant()), sessionId);
        List<Numbered> numbered = new ArrayList<>(batch.size());
        for (Outgoing each : batch) numbered.add(number(each));
        byte[] frame = numbered.size() == 1
                ? ServerFrames.single(address, numbered.getFirst(), room.random())
                : ServerFrames.container(
                        address, room.msgIds().next(MsgIds.Kind.OTHER), seqNos.next(false), numbered, room.random());
        to.connection().send(frame);
    }

    private Numbered number(Outgoing message) {
        long msgId = room.msgIds().next(message.kind);
        int seqNo = seqNos.next(message.kept != null);
        if (message.kept != null) message.kept.sent(msgId, seqNo);
        return new Numbered(msgId, seqNo, message.body);
    }
}
