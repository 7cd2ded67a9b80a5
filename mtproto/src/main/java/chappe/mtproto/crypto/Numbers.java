package chappe.mtproto.crypto;

import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Numbers as the protocol carries them: unsigned, most significant byte first.
public final class Numbers {

    /// A number in a fixed number of bytes.
    ///
    /// @param size how many bytes: zeros come before a shorter number
    public static byte[] toBytes(BigInteger value, int size) {
        byte[] signed = value.toByteArray();
        byte[] bytes = new byte[size];
        int length = Math.min(size, signed.length);
        if (value.signum() < 0 || value.bitLength() > size * 8)
            throw new IllegalArgumentException("more than " + size + " bytes");
        System.arraycopy(signed, signed.length - length, bytes, size - length, length);
        return bytes;
    }

    /// A number that is read as unsigned, in its shortest form of at least one byte.
    public static byte[] toBytes(long value) {
        int size = Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 7) / 8);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) bytes[i] = (byte) (value >>> ((size - 1 - i) * 8));
        return bytes;
    }

    /// The number that these bytes are, unsigned.
    public static BigInteger of(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    /// The 16 bytes of a nonce, in wire order.
    public static byte[] toBytes(Int128 value) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value.first())
                .putLong(value.second())
                .array();
    }

    /// The 32 bytes of `new_nonce`, in wire order.
    public static byte[] toBytes(Int256 value) {
        return ByteBuffer.allocate(32)
                .put(toBytes(value.first()))
                .put(toBytes(value.second()))
                .array();
    }

    private Numbers() {}
}
