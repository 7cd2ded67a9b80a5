package chappe.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the parts of a key so that the bytes, compared unsigned, order as the values do. Confined to one thread.
public final class KeyWriter {
    private byte[] bytes = new byte[32];
    private int size;

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public KeyWriter uint8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /// A signed long, smaller ones first.
    public KeyWriter ascending(long value) {
        return bigEndian(value ^ Long.MIN_VALUE);
    }

    /// A signed long, greater ones first.
    public KeyWriter descending(long value) {
        return bigEndian(~(value ^ Long.MIN_VALUE));
    }

    /// A string by the order of its UTF-8 bytes. It ends with `00 00`; a zero inside is `00 ff`, so no string is the
    /// beginning of another one's key.
    public KeyWriter text(String value) {
        return escaped(value.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes, in the form of [#text].
    public KeyWriter escaped(byte[] value) {
        room(value.length * 2 + 2);
        for (byte each : value) {
            bytes[size++] = each;
            if (each == 0) bytes[size++] = (byte) 0xff;
        }
        bytes[size++] = 0;
        bytes[size++] = 0;
        return this;
    }

    /// Bytes as they stand: only for the last part of a key.
    public KeyWriter raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    private KeyWriter bigEndian(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) bytes[size++] = (byte) (value >>> shift);
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
}
