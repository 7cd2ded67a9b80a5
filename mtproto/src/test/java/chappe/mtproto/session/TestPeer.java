package chappe.mtproto.session;

import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.Direction;
import chappe.mtproto.crypto.MessageCipher;
import chappe.mtproto.session.AuthKeys.AuthKey;
import chappe.wire.Layers;
import chappe.wire.mtproto.Message;
import chappe.wire.mtproto.MsgContainer;
import chappe.wire.mtproto.RpcError;
import chappe.wire.mtproto.RpcResult;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A client's side of a session that does exactly what the test says, wrong things too. Confined to the
/// test's thread.
final class TestPeer {

    /// A message of the server, out of its container.
    record Received(long msgId, int seqNo, TlObject object) {}

    private final Sessions sessions;
    private final AuthKey key;
    private final Clock clock;
    private final RandomGenerator random;
    private FakeConnection connection = new FakeConnection();
    long sessionId;
    long salt;
    private long lastMsgId;
    private int contentCount;

    TestPeer(Sessions sessions, AuthKey key, long salt, Clock clock, RandomGenerator random) {
        this.sessions = sessions;
        this.key = key;
        this.salt = salt;
        this.clock = clock;
        this.random = random;
        this.sessionId = random.nextLong();
        sessions.opened(connection);
    }

    FakeConnection connection() {
        return connection;
    }

    AuthKey key() {
        return key;
    }

    /// Another connection, the old one still open.
    void connectAgain() {
        connection = new FakeConnection();
        sessions.opened(connection);
    }

    void disconnect() {
        connection.close();
        sessions.closed(connection);
    }

    long nextMsgId() {
        lastMsgId = Math.max(MsgIds.at(clock.instant()), lastMsgId + 4);
        return lastMsgId;
    }

    int nextSeqNo(boolean isContent) {
        return isContent ? contentCount++ * 2 + 1 : contentCount * 2;
    }

    /// Sends a content-related message.
    long send(TlObject object) {
        long msgId = nextMsgId();
        send(msgId, nextSeqNo(true), object);
        return msgId;
    }

    /// Sends a message that needs no acknowledgement.
    long sendPlain(TlObject object) {
        long msgId = nextMsgId();
        send(msgId, nextSeqNo(false), object);
        return msgId;
    }

    void send(long msgId, int seqNo, TlObject object) {
        sendBody(msgId, seqNo, TlWriter.toBytes(object, Layers.newest()));
    }

    Message message(TlObject object, boolean isContent) {
        return new Message(nextMsgId(), nextSeqNo(isContent), TlWriter.toBytes(object, Layers.newest()));
    }

    long sendContainer(List<Message> messages) {
        return sendPlain(new MsgContainer(messages));
    }

    void sendBody(long msgId, int seqNo, byte[] body) {
        sendFrame(frame(salt, msgId, seqNo, body.length, body));
    }

    void sendFrame(byte[] frame) {
        sessions.frame(connection, frame, false);
    }

    /// A frame whose every field the test chooses.
    byte[] frame(long salt, long msgId, int seqNo, int length, byte[] body) {
        byte[] head = ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(salt)
                .putLong(sessionId)
                .putLong(msgId)
                .putInt(seqNo)
                .putInt(length)
                .array();
        return MessageCipher.encrypt(key.id(), key.value(), Direction.CLIENT_TO_SERVER, random, head, body);
    }

    /// What the server has sent since the last time, containers opened.
    List<Received> receive() {
        List<Received> all = new ArrayList<>();
        for (byte[] frame : connection.take()) open(frame, all);
        return all;
    }

    /// The same without what belongs to the session's upkeep, so that a test sees its answers only.
    <T extends TlObject> List<T> receive(Class<T> kind) {
        return receive().stream()
                .map(Received::object)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    TlObject resultOf(RpcResult answer) {
        return TlReader.readWhole(answer.result(), Layers.newest());
    }

    String errorOf(RpcResult answer) {
        return ((RpcError) resultOf(answer)).errorMessage();
    }

    private void open(byte[] frame, List<Received> all) {
        byte[] plaintext = MessageCipher.decrypt(key.value(), Direction.SERVER_TO_CLIENT, frame);
        var in = new TlReader(plaintext, Layers.newest());
        in.int64();
        if (in.int64() != sessionId) throw new AssertionError("a frame of another session");
        long msgId = in.int64();
        int seqNo = in.int32();
        byte[] body = in.raw(in.int32());
        TlObject object = TlReader.readWhole(body, Layers.newest());
        if (object instanceof MsgContainer container) {
            for (Message each : container.messages()) {
                if (Long.compareUnsigned(each.msgId(), msgId) >= 0)
                    throw new AssertionError("newer than its container");
                all.add(new Received(each.msgId(), each.seqno(), TlReader.readWhole(each.body(), Layers.newest())));
            }
        } else {
            all.add(new Received(msgId, seqNo, object));
        }
    }
}
