package chappe.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [KeyWriter] wrote, part by part. Confined to one thread.
public final class KeyReader {
    private final byte[] bytes;
    private int position;

    public KeyReader(byte[] bytes, int start) {
        this.bytes = bytes;
        this.position = start;
    }

    public int uint8() {
        return bytes[position++] & 0xff;
    }

    public long ascending() {
        return bigEndian() ^ Long.MIN_VALUE;
    }

    public long descending() {
        return ~bigEndian() ^ Long.MIN_VALUE;
    }

    public String text() {
        return new String(escaped(), StandardCharsets.UTF_8);
    }

    public byte[] escaped() {
        var value = new ByteArrayOutputStream();
        while (true) {
            byte each = bytes[position++];
            if (each == 0 && bytes[position++] == 0) return value.toByteArray();
            value.write(each);
        }
    }

    /// The rest of the key.
    public byte[] raw() {
        byte[] rest = Arrays.copyOfRange(bytes, position, bytes.length);
        position = bytes.length;
        return rest;
    }

    private long bigEndian() {
        long value = 0;
        for (int i = 0; i < 8; i++) value = (value << 8) | (bytes[position++] & 0xff);
        return value;
    }
}
