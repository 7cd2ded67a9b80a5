package chappe.mtproto.session;

import chappe.mtproto.crypto.Hash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Tokens of [quick acknowledgements](https://core.telegram.org/mtproto/mtproto-transports#quick-ack): the
/// first 32 bits of the hash that gives the frame's `msg_key`, the highest bit of the last byte set.
final class QuickAcks {
    private static final int KEY_PART_START = 88;
    private static final int KEY_PART_END = 120;

    static int token(byte[] authKey, byte[] plaintext) {
        byte[] hash = Hash.sha256(Arrays.copyOfRange(authKey, KEY_PART_START, KEY_PART_END), plaintext);
        return ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN).getInt() | Integer.MIN_VALUE;
    }

    private QuickAcks() {}
}
