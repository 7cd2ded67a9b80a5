package chappe.bench;

import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.Direction;
import chappe.mtproto.crypto.MessageCipher;
import chappe.mtproto.handshake.ClientHandshake.Step.Done;
import chappe.mtproto.transport.ClientTransport;
import chappe.mtproto.transport.ClientTransport.Incoming;
import chappe.wire.InitConnection;
import chappe.wire.InvokeWithLayer;
import chappe.wire.Layers;
import chappe.wire.mtproto.BadMsgNotification;
import chappe.wire.mtproto.BadServerSalt;
import chappe.wire.mtproto.GzipPacked;
import chappe.wire.mtproto.MsgContainer;
import chappe.wire.mtproto.MsgsAck;
import chappe.wire.mtproto.RpcError;
import chappe.wire.mtproto.RpcResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// One session of the load generator: calls, answers, pushes and acknowledgements as a client makes them, and no more.
///
/// Any thread may call; answers and pushes come on the thread that reads. What is sent is guarded by `this`.
final class LoadClient implements AutoCloseable {
    static final int LAYER = 227;
    private static final int API_ID = 1;
    private static final int HEAD_SIZE = 32;
    private static final int ACKS_HELD_MAX = 16;

    private final ClientTransport line;
    private final Done key;
    private final SecureRandom random;
    private final Clock clock;
    private final long sessionId;
    private final Map<Long, Pending> pending = new HashMap<>();
    private List<Long> acks = new ArrayList<>();
    private long lastMsgId;
    private int contentSent;
    private volatile long salt;
    private volatile Consumer<TlObject> pushed = _ -> {};
    private volatile boolean isClosed;

    /// @param answered takes the result, or what the server refused with ([RpcError])
    private record Pending(TlMethod<?> method, Consumer<Object> answered) {}

    /// @param line on which the key was exchanged, which the session goes on using
    LoadClient(ClientTransport line, Done key, SecureRandom random, Clock clock) {
        this.line = line;
        this.key = key;
        this.random = random;
        this.clock = clock;
        this.sessionId = random.nextLong();
        this.salt = key.firstSalt();
        Thread.ofVirtual().name("load client").start(this::read);
    }

    /// Who takes what the server sends of its own.
    void onPush(Consumer<TlObject> listener) {
        pushed = listener;
    }

    /// The first call of a session, which says who calls.
    <R> R callFirst(TlMethod<R> method) throws InterruptedException {
        var init = new InitConnection.Builder(API_ID, "bench", "bench", "1", "en", "", "en", method).build();
        return await(method, new InvokeWithLayer(LAYER, init));
    }

    /// Calls and waits for the answer.
    <R> R call(TlMethod<R> method) throws InterruptedException {
        return await(method, method);
    }

    /// Calls, and has the answer told on the reading thread.
    void start(TlMethod<?> method, Consumer<Object> answered) {
        start(method, method, answered);
    }

    /// Acknowledges what waits to be acknowledged, as clients do that have nothing else to say.
    void rest() {
        acknowledge(1);
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        line.close();
    }

    @SuppressWarnings("unchecked") // the answer was read by the method itself
    private <R> R await(TlMethod<R> method, TlObject wrapped) throws InterruptedException {
        var answer = new ArrayBlockingQueue<Object>(1);
        start(method, wrapped, answer::add);
        Object got = answer.take();
        if (got instanceof RpcError error)
            throw new IllegalStateException(method.methodName() + " was refused: " + error.errorMessage());
        return (R) got;
    }

    private synchronized void start(TlMethod<?> method, TlObject wrapped, Consumer<Object> answered) {
        byte[] body = TlWriter.toBytes(wrapped, Layers.newest());
        if (acks.isEmpty()) {
            long msgId = nextMsgId();
            pending.put(msgId, new Pending(method, answered));
            send(msgId, nextContentSeqNo(), body);
            return;
        }
        byte[] ack = takeAcks();
        long ackId = nextMsgId();
        int ackSeqNo = 2 * contentSent;
        long msgId = nextMsgId();
        pending.put(msgId, new Pending(method, answered));
        byte[] whole = new byte[8 + 16 + ack.length + 16 + body.length];
        ByteBuffer container = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        container.putInt(MsgContainer.ID).putInt(2);
        container.putLong(ackId).putInt(ackSeqNo).putInt(ack.length).put(ack);
        container.putLong(msgId).putInt(nextContentSeqNo()).putInt(body.length).put(body);
        send(nextMsgId(), 2 * contentSent, whole);
    }

    private synchronized void acknowledge(int countMin) {
        if (acks.size() < countMin) return;
        byte[] ack = takeAcks();
        send(nextMsgId(), 2 * contentSent, ack);
    }

    private byte[] takeAcks() {
        byte[] ack = TlWriter.toBytes(new MsgsAck(acks), Layers.newest());
        acks = new ArrayList<>();
        return ack;
    }

    private void send(long msgId, int seqNo, byte[] body) {
        byte[] head = littleEndian(HEAD_SIZE)
                .putLong(salt)
                .putLong(sessionId)
                .putLong(msgId)
                .putInt(seqNo)
                .putInt(body.length)
                .array();
        try {
            line.send(MessageCipher.encrypt(key.id(), key.authKey(), Direction.CLIENT_TO_SERVER, random, head, body));
        } catch (IOException broken) {
            throw new IllegalStateException("the line broke", broken);
        }
    }

    private int nextContentSeqNo() {
        return 2 * contentSent++ + 1;
    }

    private long nextMsgId() {
        Instant now = clock.instant();
        long id = now.getEpochSecond() << 32 | (((long) now.getNano() << 32) / 1_000_000_000 & ~3L);
        lastMsgId = Math.max(lastMsgId + 4, id);
        return lastMsgId;
    }

    private void read() {
        try {
            for (Incoming next = next(); next != null; next = next()) take(next);
        } catch (RuntimeException broken) {
            fail(broken);
        }
    }

    /// @return null when this side has closed the line
    private @Nullable Incoming next() {
        try {
            Incoming next = line.receive();
            if (next == null && !isClosed) throw new IllegalStateException("the server closed the line");
            return next;
        } catch (IOException broken) {
            if (isClosed) return null;
            throw new UncheckedIOException(broken);
        }
    }

    /// A broken session fails what it waits for; the benchmark ends by that.
    private synchronized void fail(Exception broken) {
        if (isClosed) return;
        System.err.println("load client: " + broken);
        pending.values().forEach(each -> each.answered().accept(new RpcError(-1, broken.toString())));
        pending.clear();
    }

    private void take(Incoming incoming) {
        switch (incoming) {
            case Incoming.Frame(byte[] bytes) -> take(bytes);
            case Incoming.QuickAck _ -> {}
            case Incoming.TransportError(int code) -> throw new IllegalStateException("transport error " + code);
        }
    }

    private void take(byte[] frame) {
        byte[] plain = MessageCipher.decrypt(key.authKey(), Direction.SERVER_TO_CLIENT, frame);
        var in = new TlReader(plain, Layers.newest());
        in.skip(16);
        message(in.int64(), in.int32(), body(in));
        acknowledge(ACKS_HELD_MAX);
    }

    private static TlReader body(TlReader in) {
        int size = in.int32();
        return new TlReader(in.raw(size), Layers.newest());
    }

    private void message(long msgId, int seqNo, TlReader body) {
        if ((seqNo & 1) != 0) {
            synchronized (this) {
                acks.add(msgId);
            }
        }
        switch (body.peekInt32()) {
            case MsgContainer.ID -> {
                body.int32();
                int count = body.int32();
                for (int i = 0; i < count; i++) message(body.int64(), body.int32(), body(body));
            }
            case RpcResult.ID -> {
                body.int32();
                result(body.int64(), unpacked(body));
            }
            default -> notice(unpacked(body).object());
        }
    }

    private void result(long msgId, TlReader in) {
        Pending call;
        synchronized (this) {
            call = pending.remove(msgId);
        }
        if (call == null) return;
        call.answered()
                .accept(
                        in.peekInt32() == RpcError.ID
                                ? in.object()
                                : call.method().readAnyResult(in));
    }

    private void notice(TlObject object) {
        if (object instanceof BadServerSalt || object instanceof BadMsgNotification)
            throw new IllegalStateException("the server refused a message: " + object);
        pushed.accept(object);
    }

    private static TlReader unpacked(TlReader in) {
        if (in.peekInt32() != GzipPacked.ID) return in;
        in.int32();
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(in.bytes()))) {
            return new TlReader(gzip.readAllBytes(), Layers.newest());
        } catch (IOException broken) {
            throw new IllegalStateException("gzip that is none", broken);
        }
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String toString() {
        return "LoadClient[" + Long.toHexString(sessionId) + "]";
    }
}
