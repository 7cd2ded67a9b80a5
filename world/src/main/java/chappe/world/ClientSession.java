package chappe.world;

import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.Direction;
import chappe.mtproto.crypto.MessageCipher;
import chappe.wire.Layers;
import chappe.wire.mtproto.GzipPacked;
import chappe.wire.mtproto.MsgContainer;
import chappe.wire.mtproto.MsgsAck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A client's half of a session: numbers and encrypts what it sends, decrypts what comes, and keeps salt and
/// clock right. Guarded by the client's lock.
final class ClientSession {
    private static final int HEAD_SIZE = 32;
    private static final int INNER_HEAD_SIZE = 16;

    /// One message of the server.
    record Incoming(long msgId, int seqNo, byte[] body) {
        boolean isContent() {
            return (seqNo & 1) != 0;
        }
    }

    private final ClientKey key;
    private final Clock clock;
    private final int layer;
    private final RandomGenerator random;
    private final long id;
    private long salt;
    private Duration ahead;
    private long lastMsgId;
    private int contentCount;
    private final List<Long> acks = new ArrayList<>();

    ClientSession(ClientKey key, long salt, Clock clock, int layer, RandomGenerator random) {
        this.key = key;
        this.salt = salt;
        this.clock = clock;
        this.layer = layer;
        this.random = random;
        this.id = random.nextLong();
        this.ahead = Duration.ofSeconds(key.serverTime() - clock.instant().getEpochSecond());
    }

    long id() {
        return id;
    }

    long salt() {
        return salt;
    }

    void setSalt(long salt) {
        this.salt = salt;
    }

    /// The server says that our clock is off; its own message tells the time.
    void setTime(long serverMsgId) {
        ahead = Duration.between(clock.instant(), Instant.ofEpochSecond(serverMsgId >> 32));
        lastMsgId = 0;
    }

    /// The server counts our content-related messages otherwise.
    void shiftSeqNo(int by) {
        contentCount = Math.max(0, contentCount + by);
    }

    long nextMsgId() {
        Instant now = clock.instant().plus(ahead);
        long fraction = ((long) now.getNano() << 32) / 1_000_000_000;
        lastMsgId = Math.max((now.getEpochSecond() << 32) | (fraction & ~3L), lastMsgId + 4);
        return lastMsgId;
    }

    int nextSeqNo(boolean isContent) {
        return isContent ? contentCount++ * 2 + 1 : contentCount * 2;
    }

    void acknowledge(long msgId) {
        acks.add(msgId);
    }

    int acksWaiting() {
        return acks.size();
    }

    /// Acknowledgements alone.
    byte @Nullable [] ackFrame() {
        if (acks.isEmpty()) return null;
        byte[] body = takeAcks();
        return frame(nextMsgId(), nextSeqNo(false), body);
    }

    /// A message, and the waiting acknowledgements with it.
    byte[] frameWithAcks(long msgId, int seqNo, byte[] body) {
        if (acks.isEmpty()) return frame(msgId, seqNo, body);
        byte[] ack = takeAcks();
        byte[] inner = ByteBuffer.allocate(8 + 2 * INNER_HEAD_SIZE + ack.length + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MsgContainer.ID)
                .putInt(2)
                .putLong(msgId)
                .putInt(seqNo)
                .putInt(body.length)
                .put(body)
                .putLong(nextMsgId())
                .putInt(nextSeqNo(false))
                .putInt(ack.length)
                .put(ack)
                .array();
        return frame(nextMsgId(), nextSeqNo(false), inner);
    }

    private byte[] takeAcks() {
        byte[] body = TlWriter.toBytes(new MsgsAck(List.copyOf(acks)), Layers.newest());
        acks.clear();
        return body;
    }

    private byte[] frame(long msgId, int seqNo, byte[] body) {
        byte[] head = ByteBuffer.allocate(HEAD_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(salt)
                .putLong(id)
                .putLong(msgId)
                .putInt(seqNo)
                .putInt(body.length)
                .array();
        return MessageCipher.encrypt(key.id(), key.value(), Direction.CLIENT_TO_SERVER, random, head, body);
    }

    /// Decrypts a frame and opens its container. Needs no lock.
    List<Incoming> open(byte[] frame) {
        byte[] plaintext = MessageCipher.decrypt(key.value(), Direction.SERVER_TO_CLIENT, frame);
        ByteBuffer in = ByteBuffer.wrap(plaintext).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getLong(8) != id) throw new IllegalStateException("a frame of another session");
        long msgId = in.getLong(16);
        int size = in.getInt(28);
        check(size >= 4 && size <= plaintext.length - HEAD_SIZE - MessageCipher.PADDING_SIZE_MIN, "length");
        if (in.getInt(HEAD_SIZE) != MsgContainer.ID) {
            return List.of(new Incoming(msgId, in.getInt(24), slice(plaintext, HEAD_SIZE, size)));
        }
        List<Incoming> messages = new ArrayList<>();
        int at = HEAD_SIZE + 8;
        for (int i = in.getInt(HEAD_SIZE + 4); i > 0; i--) {
            int length = in.getInt(at + 12);
            Incoming message =
                    new Incoming(in.getLong(at), in.getInt(at + 8), slice(plaintext, at + INNER_HEAD_SIZE, length));
            check(Long.compareUnsigned(message.msgId, msgId) < 0, "container id");
            messages.add(message);
            at += INNER_HEAD_SIZE + length;
        }
        return messages;
    }

    TlObject read(byte[] body) {
        return TlReader.readWhole(inflated(body), Layers.of(layer));
    }

    /// The object itself where it came packed.
    static byte[] inflated(byte[] body) {
        var in = new TlReader(body, Layers.newest());
        if (in.peekInt32() != GzipPacked.ID) return body;
        in.int32();
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(in.bytes()))) {
            return packed.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] slice(byte[] bytes, int start, int size) {
        byte[] part = new byte[size];
        System.arraycopy(bytes, start, part, 0, size);
        return part;
    }

    private static void check(boolean holds, String what) {
        if (!holds) throw new IllegalStateException("the server's message is wrong: " + what);
    }
}
