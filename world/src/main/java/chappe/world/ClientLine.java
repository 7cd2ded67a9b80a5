package chappe.world;

import chappe.core.tl.TlObject;
import chappe.core.tl.TlWriter;
import chappe.mtproto.transport.ClientTransport;
import chappe.wire.Layers;
import chappe.wire.UpdatesType;
import chappe.wire.mtproto.BadMsgNotification;
import chappe.wire.mtproto.BadServerSalt;
import chappe.wire.mtproto.FutureSalts;
import chappe.wire.mtproto.MsgDetailedInfo;
import chappe.wire.mtproto.MsgResendReq;
import chappe.wire.mtproto.NewSessionCreated;
import chappe.wire.mtproto.Pong;
import chappe.wire.mtproto.RpcResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client's session on one connection: sends calls, and has a virtual thread that reads what comes.
///
/// Sessions, pending calls and the sending side are guarded by `this`; the reader blocks without the lock, and learns
/// without it that this side has closed the line.
final class ClientLine implements AutoCloseable {

    /// So many acknowledgements wait at most for a message to travel with.
    private static final int ACKS_WAITING_MAX = 16;

    private static final int MSG_ID_TOO_LOW = 16;
    private static final int MSG_ID_TOO_HIGH = 17;
    private static final int SEQ_NO_TOO_LOW = 32;
    private static final int SEQ_NO_TOO_HIGH = 33;

    private final ClientSession session;
    private final ClientTransport transport;
    private final Consumer<UpdatesType> pushed;
    private final Map<Long, PendingCall> pending = new LinkedHashMap<>();
    private volatile boolean isClosed;

    /// @param pushed takes what the server sends of its own, on the reading thread
    ClientLine(ClientSession session, ClientTransport transport, Consumer<UpdatesType> pushed) {
        this.session = session;
        this.transport = transport;
        this.pushed = pushed;
    }

    /// Takes over what the line before left unanswered.
    ClientLine(ClientSession session, ClientTransport transport, Consumer<UpdatesType> pushed, ClientLine before) {
        this(session, transport, pushed);
        synchronized (before) {
            pending.putAll(before.pending);
            before.pending.clear();
        }
    }

    ClientSession session() {
        return session;
    }

    /// Begins to read, and sends again what is unanswered.
    void start() {
        Thread.ofVirtual().name("client-" + Long.toHexString(session.id())).start(this::read);
        synchronized (this) {
            List<PendingCall> unanswered = List.copyOf(pending.values());
            unanswered.forEach(this::transmit);
        }
    }

    synchronized long reserveMsgId() {
        return session.nextMsgId();
    }

    void send(PendingCall call) {
        synchronized (this) {
            send(call, session.nextMsgId());
        }
    }

    /// While the line is down a call waits for the next one.
    synchronized void send(PendingCall call, long msgId) {
        call.sentAs(msgId, session.nextSeqNo(true));
        pending.put(msgId, call);
        if (!isClosed) transmit(call);
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    @Override
    public synchronized void close() {
        if (isClosed) return;
        isClosed = true;
        try {
            transport.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void transmit(PendingCall call) {
        transmit(session.frameWithAcks(call.msgId(), call.seqNo(), call.body()));
    }

    private void transmit(byte[] frame) {
        try {
            transport.send(frame);
        } catch (IOException lost) {
            close(); // the calls wait for the next line
        }
    }

    private void read() {
        try {
            for (ClientTransport.Incoming next = receive(); next != null; next = receive()) {
                switch (next) {
                    case ClientTransport.Incoming.Frame frame -> take(frame.bytes());
                    case ClientTransport.Incoming.TransportError error -> failAll("transport error " + error.code());
                    case ClientTransport.Incoming.QuickAck _ -> {}
                }
            }
        } catch (RuntimeException wrong) {
            failAll("the server sent what no client understands: " + wrong);
            throw wrong;
        }
    }

    /// @return null at the end of the line, whichever side ended it
    private ClientTransport.@Nullable Incoming receive() {
        try {
            return transport.receive();
        } catch (IOException lost) {
            if (!isClosed) close();
            return null;
        }
    }

    private void take(byte[] frame) {
        for (ClientSession.Incoming message : session.open(frame)) {
            TlObject object = session.read(message.body());
            switch (object) {
                case UpdatesType updates -> pushed.accept(updates);
                case RpcResult result -> answered(result.reqMsgId(), result.result());
                case Pong pong -> answered(pong.msgId(), message.body());
                case FutureSalts salts -> answered(salts.reqMsgId(), message.body());
                default -> take(message, object);
            }
            if (message.isContent()) acknowledge(message.msgId());
        }
    }

    private synchronized void take(ClientSession.Incoming message, TlObject object) {
        switch (object) {
            case BadServerSalt bad -> {
                session.setSalt(bad.newServerSalt());
                sendAgain(bad.badMsgId());
            }
            case BadMsgNotification bad -> refused(bad, message.msgId());
            case NewSessionCreated created -> {
                session.setSalt(created.serverSalt());
                List<Long> lost = pending.keySet().stream()
                        .filter(each -> Long.compareUnsigned(each, created.firstMsgId()) < 0)
                        .toList();
                lost.forEach(this::sendAgain);
            }
            case MsgDetailedInfo info -> {
                byte[] ask = TlWriter.toBytes(new MsgResendReq(List.of(info.answerMsgId())), Layers.newest());
                transmit(session.frameWithAcks(session.nextMsgId(), session.nextSeqNo(true), ask));
            }
            default -> {} // acknowledgements and states need nothing
        }
    }

    private void refused(BadMsgNotification bad, long serverMsgId) {
        switch (bad.errorCode()) {
            case MSG_ID_TOO_LOW, MSG_ID_TOO_HIGH -> session.setTime(serverMsgId);
            case SEQ_NO_TOO_LOW -> session.shiftSeqNo(64);
            case SEQ_NO_TOO_HIGH -> session.shiftSeqNo(-16);
            default -> {} // another id is all it takes
        }
        sendAgain(bad.badMsgId());
    }

    /// @param badMsgId of a call, or of the container it was in: then of all that wait
    private void sendAgain(long badMsgId) {
        PendingCall one = pending.get(badMsgId);
        List<PendingCall> again = new ArrayList<>();
        if (one != null) again.add(one);
        else
            pending.values().stream()
                    .filter(each -> Long.compareUnsigned(each.msgId(), badMsgId) < 0)
                    .forEach(again::add);
        for (PendingCall each : again) {
            pending.remove(each.msgId());
            send(each, session.nextMsgId());
        }
    }

    /// The lock is free again when the answer is told, so that senders do not wait for who reads it.
    private void answered(long msgId, byte[] answer) {
        PendingCall call;
        synchronized (this) {
            call = pending.remove(msgId);
        }
        if (call != null) call.answer(answer);
    }

    private synchronized void acknowledge(long msgId) {
        session.acknowledge(msgId);
        if (session.acksWaiting() >= ACKS_WAITING_MAX) acknowledgeAll();
    }

    /// Acknowledges what waits for a message to travel with.
    synchronized void acknowledgeAll() {
        byte[] frame = isClosed ? null : session.ackFrame();
        if (frame != null) transmit(frame);
    }

    private synchronized void failAll(String why) {
        pending.values().forEach(each -> each.fail(why));
        pending.clear();
    }
}
