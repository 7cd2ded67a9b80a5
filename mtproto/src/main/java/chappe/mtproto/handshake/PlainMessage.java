package chappe.mtproto.handshake;

import chappe.core.tl.TlFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An [unencrypted message](https://core.telegram.org/mtproto/description#unencrypted-message), as only key exchanges
/// use it.
///
/// | offset | bytes | name | meaning |
/// |---|---|---|---|
/// | 0 | 8 | `auth_key_id` | 0 |
/// | 8 | 8 | `message_id` | unix time in the upper half |
/// | 16 | 4 | `message_data_length` | bytes that follow |
/// | 20 | n | `message_data` | a TL object, which some clients pad |
public record PlainMessage(long msgId, byte[] body) {
    private static final int HEAD_SIZE = 20;

    /// @throws TlFault when the frame is none
    public static PlainMessage read(byte[] frame) {
        if (frame.length < HEAD_SIZE) throw new TlFault("shorter than a message");
        ByteBuffer in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        int length = in.getInt(16);
        if (in.getLong(0) != 0 || length < 0 || length > frame.length - HEAD_SIZE) throw new TlFault("no message");
        return new PlainMessage(in.getLong(8), Arrays.copyOfRange(frame, HEAD_SIZE, HEAD_SIZE + length));
    }

    public byte[] toFrame() {
        return ByteBuffer.allocate(HEAD_SIZE + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(msgId)
                .putInt(body.length)
                .put(body)
                .array();
    }
}
