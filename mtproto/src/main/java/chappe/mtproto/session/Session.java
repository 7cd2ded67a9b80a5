package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.SessionId;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlWriter;
import chappe.mtproto.session.CallLane.Waiting;
import chappe.mtproto.session.Kept.Kind;
import chappe.mtproto.session.MessageFault.BadMessage;
import chappe.mtproto.session.MessageFault.Code;
import chappe.mtproto.session.Requests.Answer;
import chappe.wire.Layers;
import chappe.wire.mtproto.DestroyAuthKey;
import chappe.wire.mtproto.NewSessionCreated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One session of a client ([sessions](https://core.telegram.org/mtproto/description#session)): takes its
/// messages by the rules, has its calls answered in order, and keeps for it what it has not acknowledged. It
/// outlives connections; the newest that brought something new carries what the server sends.
///
/// Everything is guarded by `this`, which is never held while a call runs or [Requests] is spoken to.
final class Session implements Requests.Outlet {
    private final LiveKey key;
    private final long id;
    private final SessionRoom room;
    private final ReceivedIds received;
    private final Sender sender;
    private final CallLane lane = new CallLane();
    private final List<Carrier> carriers = new ArrayList<>(1);
    private long newestContentId;
    private int newestContentSeqNo;
    private volatile Instant lastSeen;
    private boolean isOpened;
    private boolean isClosed;

    /// @param firstMsgId the least id that it will take
    Session(LiveKey key, long id, long firstMsgId, SessionRoom room) {
        this.key = key;
        this.id = id;
        this.room = room;
        this.received = new ReceivedIds(firstMsgId);
        this.sender = new Sender(key, id, room);
        this.lastSeen = room.clock().instant();
        long uniqueId = room.random().nextLong();
        var created = new NewSessionCreated(firstMsgId, uniqueId, key.salt(lastSeen));
        sender.keep(new Kept(Kind.NOTICE, 0, ServerFrames.bytes(created)));
    }

    long id() {
        return id;
    }

    LiveKey key() {
        return key;
    }

    SessionRoom room() {
        return room;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    /// To be used under the session's lock.
    Sender sender() {
        return sender;
    }

    /// Answers a message at once. Under the session's lock.
    void answer(long queryId, Answer answer) {
        sender.forgetAck(queryId);
        sender.keep(new Kept(Kind.ANSWER, queryId, RpcResults.bytes(queryId, answer)));
    }

    /// Under the session's lock.
    boolean dropCall(long msgId) {
        return lane.drop(msgId);
    }

    /// The byte that `msgs_state_info` has for a message. Under the session's lock.
    byte state(long msgId) {
        return MessageStates.of(msgId, received, lane, sender.outbox());
    }

    /// Whether a call of this session was answered, and not with an error.
    synchronized boolean hasSucceeded(long msgId) {
        boolean isAnswered = received.find(msgId) == ReceivedIds.Kind.QUERY && !lane.isPending(msgId);
        return isAnswered && !lane.hasFailed(msgId);
    }

    /// Takes what one frame brought: a message, or a container and what is in it.
    ///
    /// @param inner the container's messages; null for a single one
    /// @return false when the session has ended meanwhile
    boolean receive(Carrier from, ClientMessage message, @Nullable List<ClientMessage> inner) {
        boolean needsThread;
        synchronized (this) {
            if (isClosed) return false;
            lastSeen = room.clock().instant();
            if (isNew(message)) attach(from);
            try {
                if (inner == null) take(from, message);
                else takeContainer(from, message, inner);
            } catch (MessageFault fault) {
                sender.add(ServerFrames.refusal(fault, key.salt(lastSeen)));
            }
            flush(from);
            needsThread = needsThread();
        }
        if (needsThread) room.lanes().execute(this::runLane);
        return true;
    }

    /// Answers a frame whose message was refused before it came here.
    ///
    /// @return false when the session has ended meanwhile
    synchronized boolean refuse(Carrier from, MessageFault fault) {
        if (isClosed) return false;
        sender.add(ServerFrames.refusal(fault, key.salt(room.clock().instant())));
        sender.flush(from, false);
        return true;
    }

    @Override
    public AuthKeyId authKeyId() {
        AuthKeyId permanent = key.findPermanent();
        return permanent == null ? key.id() : permanent;
    }

    @Override
    public SessionId sessionId() {
        return new SessionId(id);
    }

    @Override
    public boolean push(TlObject updates) {
        byte[] body = TlWriter.toBytes(updates, Layers.of(key.layer()));
        synchronized (this) {
            if (isClosed) return false;
            sender.keep(new Kept(Kind.PUSH, 0, body));
            sender.flush(carrier(), false);
            return true;
        }
    }

    /// A call has been answered, on its lane.
    synchronized void ended(Waiting call, RpcResults.Ready answer) {
        boolean isWanted = lane.ended(call, answer.isError());
        if (isClosed || !isWanted) return;
        sender.forgetAck(call.message().msgId());
        if (answer.kept() != null) sender.keep(answer.kept());
        else sender.add(answer.body());
        sender.flush(carrier(), false);
    }

    /// Acknowledges what no answer has acknowledged by now.
    synchronized void acknowledge() {
        if (!isClosed && sender.owesAcks()) sender.flush(carrier(), true);
    }

    /// A connection has ended: what it did not deliver goes over another, or waits for the client to return.
    synchronized void detach(Carrier gone) {
        boolean wasNewest = !carriers.isEmpty() && carriers.getLast() == gone;
        carriers.remove(gone);
        lastSeen = room.clock().instant(); // from now on the session waits for its client
        Carrier next = carrier();
        if (isClosed || !wasNewest || next == null) return;
        sender.repeatAll();
        sender.flush(next, false);
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    /// @return true when no client has been connected for so long that the session should end
    synchronized boolean isAbandoned(Instant now) {
        for (Carrier each : carriers) each.closeWhenDue(now);
        return carrier() == null && lastSeen.plus(Limits.SESSION_KEPT).isBefore(now);
    }

    /// Ends the session; whoever calls has taken it out of the directory. [Requests] hears of it on the
    /// session's lane, if it ever heard that it began.
    void close() {
        boolean needsThread;
        synchronized (this) {
            if (isClosed) return;
            isClosed = true;
            lane.clear();
            needsThread = isOpened && lane.takeThread();
        }
        if (needsThread) room.lanes().execute(this::runLane);
    }

    private boolean isNew(ClientMessage message) {
        return received.find(message.msgId()) == null && !received.isForgotten(message.msgId());
    }

    /// Only a message that is new moves the session to its connection: a replayed one must not draw pushes to
    /// whoever replays it.
    private void attach(Carrier from) {
        if (!carriers.isEmpty() && carriers.getLast() == from) return;
        boolean isReturn = !carriers.remove(from);
        if (carriers.size() == Limits.CARRIERS_PER_SESSION_MAX) carriers.removeFirst();
        carriers.add(from);
        from.carry(this);
        if (isReturn) sender.repeatAll();
    }

    private @Nullable Carrier carrier() {
        for (int i = carriers.size() - 1; i >= 0; i--) if (carriers.get(i).isOpen()) return carriers.get(i);
        return null;
    }

    private void takeContainer(Carrier from, ClientMessage container, List<ClientMessage> inner) {
        MessageRules.checkForm(container);
        ReceivedIds.Kind known = received.find(container.msgId());
        if (known != null && known != ReceivedIds.Kind.CONTAINER)
            throw new BadMessage(Code.CONTAINER_ID_SEEN_BEFORE, container);
        if (known == null) {
            checkAge(container);
            received.add(container.msgId(), ReceivedIds.Kind.CONTAINER);
        }
        for (ClientMessage each : inner) {
            try {
                take(from, each);
            } catch (MessageFault fault) {
                sender.add(ServerFrames.refusal(fault, key.salt(lastSeen)));
            }
        }
    }

    private void take(Carrier from, ClientMessage message) {
        MessageRules.checkForm(message);
        ReceivedIds.Kind known = received.find(message.msgId());
        if (known != null) {
            takeAgain(from, message, known);
            return;
        }
        checkAge(message);
        int constructorId = Containers.idOf(message);
        boolean isService = ServiceMessages.isService(constructorId);
        ReceivedIds.Kind kind = !isService
                ? ReceivedIds.Kind.QUERY
                : message.isContent() ? ReceivedIds.Kind.CONTENT : ReceivedIds.Kind.PLAIN;
        MessageRules.checkParity(message, kind);
        MessageRules.checkOrder(message, newestContentId, newestContentSeqNo);
        received.add(message.msgId(), kind);
        if (message.isContent()) remember(message);
        if (isService) ServiceMessages.take(message, from, this);
        else takeCall(from, message);
    }

    private void checkAge(ClientMessage message) {
        if (received.isForgotten(message.msgId())) throw new BadMessage(Code.MSG_ID_FORGOTTEN, message);
        MessageRules.checkTime(message, lastSeen);
    }

    private void remember(ClientMessage content) {
        acknowledgeLater(content.msgId());
        if (Long.compareUnsigned(content.msgId(), newestContentId) <= 0) return;
        newestContentId = content.msgId();
        newestContentSeqNo = content.seqNo();
    }

    private void acknowledgeLater(long msgId) {
        if (sender.acknowledge(msgId)) room.ackTimer().start(this, lastSeen);
    }

    /// A repeated message is not run again. A call gets its answer again, a service message an answer of the
    /// moment.
    private void takeAgain(Carrier from, ClientMessage message, ReceivedIds.Kind known) {
        if (known == ReceivedIds.Kind.CONTAINER) return;
        if (known != ReceivedIds.Kind.PLAIN) acknowledgeLater(message.msgId());
        if (sender.outbox().wasAnswerDropped(message.msgId())) throw new BadMessage(Code.MSG_ID_FORGOTTEN, message);
        Kept answer = sender.outbox().findAnswer(message.msgId());
        if (answer != null) ServiceMessages.repeatAnswer(answer, sender);
        else if (known != ReceivedIds.Kind.QUERY) ServiceMessages.take(message, from, this);
    }

    private void takeCall(Carrier from, ClientMessage message) {
        if (!lane.add(new Waiting(message, from))) answer(message.msgId(), Calls.BUSY);
    }

    private void flush(Carrier from) {
        Carrier newest = carrier();
        sender.flush(newest == null ? from : newest, false);
    }

    private boolean needsThread() {
        boolean hasWork = lane.hasWork() || (!isOpened && key.findPermanent() != null);
        return hasWork && lane.takeThread();
    }

    /// Runs on a thread of the lane: tells [Requests] of the session, answers call after call, and ends when
    /// none waits.
    private void runLane() {
        for (Waiting call = nextCall(); call != null; call = nextCall()) {
            if (Containers.idOf(call.message()) == DestroyAuthKey.ID) KeyDestruction.run(this, call);
            else ended(call, RpcResults.kept(call.message().msgId(), Calls.answer(this, call)));
        }
    }

    /// @return null when none waits: the thread ends
    private @Nullable Waiting nextCall() {
        while (true) {
            boolean isEnd;
            synchronized (this) {
                isEnd = isClosed && isOpened;
                if (!isEnd && (isOpened || isClosed || key.findPermanent() == null)) {
                    Waiting next = isClosed ? null : lane.next();
                    if (next == null) lane.endThread();
                    return next;
                }
                isOpened = !isEnd; // so that neither is told twice
            }
            Calls.tell(room.requests(), this, isEnd);
        }
    }
}
