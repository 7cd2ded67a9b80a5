package chappe.mtproto.session;

import chappe.core.tl.TlObject;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.Direction;
import chappe.mtproto.crypto.MessageCipher;
import chappe.mtproto.session.MessageFault.BadMessage;
import chappe.mtproto.session.MessageFault.BadSalt;
import chappe.wire.Layers;
import chappe.wire.mtproto.BadMsgNotification;
import chappe.wire.mtproto.BadServerSalt;
import chappe.wire.mtproto.MsgContainer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;

/// Lays out and encrypts the server's messages.
///
/// | offset | bytes | name | meaning |
/// |---|---|---|---|
/// | 0 | 8 | `salt` | the server salt of the hour |
/// | 8 | 8 | `session_id` | |
/// | 16 | 8 | `message_id` | |
/// | 24 | 4 | `seq_no` | |
/// | 28 | 4 | `message_data_length` | |
/// | 32 | | `message_data` | one TL object, or a container: its id, a count, and per message `msg_id`, `seqno`,
/// `bytes`, `body` |
///
/// See [encrypted message](https://core.telegram.org/mtproto/description#encrypted-message-encrypted-data).
final class ServerFrames {
    private static final int HEAD_SIZE = 32;
    private static final int CONTAINER_HEAD_SIZE = 8;

    /// Where a message goes, and under which salt.
    record Address(LiveKey key, long salt, long sessionId) {}

    /// A message with its numbers.
    record Numbered(long msgId, int seqNo, byte[] body) {}

    static byte[] single(Address to, Numbered message, RandomGenerator random) {
        byte[] head = head(to, message.msgId(), message.seqNo(), message.body().length);
        return encrypted(to, random, head, message.body());
    }

    static byte[] container(Address to, long msgId, int seqNo, List<Numbered> messages, RandomGenerator random) {
        byte[][] parts = new byte[2 + 2 * messages.size()][];
        int size = CONTAINER_HEAD_SIZE;
        for (int i = 0; i < messages.size(); i++) {
            Numbered message = messages.get(i);
            parts[2 + 2 * i] = innerHead(message);
            parts[3 + 2 * i] = message.body();
            size += ClientMessage.HEAD_SIZE + message.body().length;
        }
        parts[0] = head(to, msgId, seqNo, size);
        parts[1] = littleEndian(CONTAINER_HEAD_SIZE)
                .putInt(MsgContainer.ID)
                .putInt(messages.size())
                .array();
        return encrypted(to, random, parts);
    }

    /// What tells the client why its message was refused.
    static byte[] refusal(MessageFault fault, long salt) {
        return bytes(
                switch (fault) {
                    case BadMessage bad ->
                        new BadMsgNotification(
                                bad.badMsgId(), bad.badMsgSeqNo(), bad.code().number());
                    case BadSalt bad -> new BadServerSalt(bad.badMsgId(), bad.badMsgSeqNo(), BadSalt.CODE, salt);
                });
    }

    static byte[] bytes(TlObject object) {
        return TlWriter.toBytes(object, Layers.newest());
    }

    private static byte[] head(Address to, long msgId, int seqNo, int size) {
        return littleEndian(HEAD_SIZE)
                .putLong(to.salt)
                .putLong(to.sessionId)
                .putLong(msgId)
                .putInt(seqNo)
                .putInt(size)
                .array();
    }

    private static byte[] innerHead(Numbered message) {
        return littleEndian(ClientMessage.HEAD_SIZE)
                .putLong(message.msgId)
                .putInt(message.seqNo)
                .putInt(message.body.length)
                .array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] encrypted(Address to, RandomGenerator random, byte[]... parts) {
        return MessageCipher.encrypt(to.key.id(), to.key.value(), Direction.SERVER_TO_CLIENT, random, parts);
    }

    private ServerFrames() {}
}
