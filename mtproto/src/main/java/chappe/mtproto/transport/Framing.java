package chappe.mtproto.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// The [transports](https://core.telegram.org/mtproto/mtproto-transports) of MTProto: how a stream is cut into
/// frames.
///
/// | framing | before the frame | after it |
/// |---|---|---|
/// | abridged | words in one byte, or `7f` and words in three; top bit of the first byte: quick ack | |
/// | intermediate | bytes in four; top bit: quick ack | |
/// | padded | bytes in four, padding included; top bit: quick ack | 0 to 15 random bytes |
/// | full | bytes of all in four, number of the frame in four | CRC-32 of all before it |
///
/// Stateless; what has state is in [FrameReader] and [FrameWriter].
public enum Framing {
    ABRIDGED(0xefefefef) {
        @Override
        int headSize(int first) {
            return (first & 0x7f) == 0x7f ? 4 : 1;
        }

        @Override
        int bodySize(int head) {
            return (head & 0x7f) == 0x7f ? (head >>> 8) * 4 : (head & 0x7f) * 4;
        }

        @Override
        boolean wantsQuickAck(int head) {
            return (head & 0x80) != 0;
        }

        @Override
        byte[] wrap(byte[] frame, int number, boolean wantsQuickAck, RandomGenerator random) {
            int words = frame.length / 4;
            if (frame.length % 4 != 0 || words > 0xffffff)
                throw new IllegalArgumentException("frame of " + frame.length);
            int bit = wantsQuickAck ? 0x80 : 0;
            int headSize = words < 0x7f ? 1 : 4;
            byte[] wrapped = new byte[headSize + frame.length];
            if (headSize == 1) wrapped[0] = (byte) (words | bit);
            else INT.set(wrapped, 0, words << 8 | 0x7f | bit);
            System.arraycopy(frame, 0, wrapped, headSize, frame.length);
            return wrapped;
        }

        @Override
        byte[] quickAck(int token) {
            byte[] bytes = new byte[4];
            INT.set(bytes, 0, Integer.reverseBytes(token | QUICK_ACK)); // the flag has to stand in the first byte
            return bytes;
        }
    },

    INTERMEDIATE(0xeeeeeeee),

    PADDED(0xdddddddd) {
        @Override
        byte[] unwrap(byte[] body, int head, int number) {
            return Arrays.copyOf(body, sizeWithoutPadding(body));
        }

        @Override
        boolean isSizeAllowed(int size) {
            return size > 0;
        }

        @Override
        byte[] wrap(byte[] frame, int number, boolean wantsQuickAck, RandomGenerator random) {
            // Errors of four bytes go without padding: clients tell them by their size.
            byte[] padding = new byte[frame.length > 4 ? random.nextInt(PADDING_SIZE_MAX + 1) : 0];
            random.nextBytes(padding);
            byte[] padded = Arrays.copyOf(frame, frame.length + padding.length);
            System.arraycopy(padding, 0, padded, frame.length, padding.length);
            return INTERMEDIATE.wrap(padded, number, wantsQuickAck, random);
        }
    },

    FULL(0) {
        @Override
        int bodySize(int head) {
            return head - 4;
        }

        @Override
        int overhead() {
            return 8;
        }

        @Override
        boolean isSizeAllowed(int size) {
            return size > overhead() && size % 4 == 0;
        }

        @Override
        boolean wantsQuickAck(int head) {
            return false;
        }

        @Override
        byte[] unwrap(byte[] body, int head, int number) {
            if ((int) INT.get(body, 0) != number) throw new StreamFault("frame out of its turn");
            var crc = new CRC32();
            byte[] headBytes = new byte[4];
            INT.set(headBytes, 0, head);
            crc.update(headBytes);
            crc.update(body, 0, body.length - 4);
            if ((int) crc.getValue() != (int) INT.get(body, body.length - 4)) throw new StreamFault("wrong checksum");
            return Arrays.copyOfRange(body, 4, body.length - 4);
        }

        @Override
        byte[] wrap(byte[] frame, int number, boolean wantsQuickAck, RandomGenerator random) {
            byte[] wrapped = new byte[frame.length + 12];
            INT.set(wrapped, 0, wrapped.length);
            INT.set(wrapped, 4, number);
            System.arraycopy(frame, 0, wrapped, 8, frame.length);
            var crc = new CRC32();
            crc.update(wrapped, 0, wrapped.length - 4);
            INT.set(wrapped, wrapped.length - 4, (int) crc.getValue());
            return wrapped;
        }

        @Override
        byte[] quickAck(int token) {
            return new byte[0];
        }
    };

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int QUICK_ACK = 0x80000000;
    private static final int PADDING_SIZE_MAX = 15;
    private static final int UNENCRYPTED_HEAD_SIZE = 20;
    private static final int ENCRYPTED_HEAD_SIZE = 24;

    /// Four equal bytes that announce this framing inside [Obfuscation]; 0 for full, which has none.
    final int tag;

    Framing(int tag) {
        this.tag = tag;
    }

    /// What a client of this framing sends once, before its first frame.
    byte[] opening() {
        return switch (this) {
            case ABRIDGED -> new byte[] {(byte) 0xef};
            case INTERMEDIATE, PADDED -> {
                byte[] bytes = new byte[4];
                INT.set(bytes, 0, tag);
                yield bytes;
            }
            case FULL -> new byte[0];
        };
    }

    /// How many bytes give the length, by the first of them.
    int headSize(int first) {
        return 4;
    }

    /// How many bytes follow the length; negative where it is none.
    ///
    /// @param head the head's bytes, the first one lowest
    int bodySize(int head) {
        return head & ~QUICK_ACK;
    }

    boolean wantsQuickAck(int head) {
        return (head & QUICK_ACK) != 0;
    }

    /// How much of the body is not frame.
    int overhead() {
        return 0;
    }

    boolean isSizeAllowed(int size) {
        return size > 0 && size % 4 == 0;
    }

    /// Takes the frame out of a body.
    ///
    /// @param number of this frame in its direction, from 0
    byte[] unwrap(byte[] body, int head, int number) {
        return body;
    }

    byte[] wrap(byte[] frame, int number, boolean wantsQuickAck, RandomGenerator random) {
        byte[] wrapped = new byte[4 + frame.length];
        INT.set(wrapped, 0, frame.length | (wantsQuickAck ? QUICK_ACK : 0));
        System.arraycopy(frame, 0, wrapped, 4, frame.length);
        return wrapped;
    }

    byte[] quickAck(int token) {
        byte[] bytes = new byte[4];
        INT.set(bytes, 0, token | QUICK_ACK);
        return bytes;
    }

    /// Padding may be longer than a word, so the message's own structure tells where it ends: an unencrypted one says
    /// its length, an encrypted one has whole AES blocks.
    private static int sizeWithoutPadding(byte[] body) {
        if (body.length < UNENCRYPTED_HEAD_SIZE) {
            if (body.length < 4) throw new StreamFault("shorter than any message");
            return 4; // a transport error
        }
        if ((int) INT.get(body, 0) == 0 && (int) INT.get(body, 4) == 0) {
            int length = (int) INT.get(body, 16);
            if (length < 0 || length > body.length - UNENCRYPTED_HEAD_SIZE)
                throw new StreamFault("message beyond its frame");
            return UNENCRYPTED_HEAD_SIZE + length;
        }
        if (body.length < ENCRYPTED_HEAD_SIZE) throw new StreamFault("shorter than any encrypted message");
        return ENCRYPTED_HEAD_SIZE + ((body.length - ENCRYPTED_HEAD_SIZE) & ~15);
    }
}
