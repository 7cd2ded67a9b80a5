package chappe.core.tl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/// Writes TL values into a growing byte array. Confined to one thread. The layouts are drawn at [TlReader].
public final class TlWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int START_SIZE = 256;
    private static final int LENGTH_MAX = 0xffffff;

    /// The longest array that every JVM makes.
    private static final int SIZE_MAX = Integer.MAX_VALUE - 8;

    private final Schema schema;
    private byte[] bytes = new byte[START_SIZE];
    private int size;

    public TlWriter(Schema schema) {
        this.schema = schema;
    }

    public static byte[] toBytes(TlObject object, Schema schema) {
        var out = new TlWriter(schema);
        out.object(object);
        return out.toBytes();
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public int size() {
        return size;
    }

    public Schema schema() {
        return schema;
    }

    public void int32(int value) {
        room(4);
        INT.set(bytes, size, value);
        size += 4;
    }

    public void int64(long value) {
        room(8);
        LONG.set(bytes, size, value);
        size += 8;
    }

    public void float64(double value) {
        int64(Double.doubleToRawLongBits(value));
    }

    public void int128(Int128 value) {
        int64(value.first());
        int64(value.second());
    }

    public void int256(Int256 value) {
        int128(value.first());
        int128(value.second());
    }

    public void bool(boolean value) {
        int32(value ? TlReader.BOOL_TRUE : TlReader.BOOL_FALSE);
    }

    public void bytes(byte[] value) {
        if (value.length > LENGTH_MAX) throw new IllegalArgumentException("longer than TL can say: " + value.length);
        int head = value.length < 254 ? 1 : 4;
        int padded = (head + value.length + 3) & ~3;
        room(padded);
        if (head == 1) bytes[size] = (byte) value.length;
        else INT.set(bytes, size, value.length << 8 | 0xfe);
        System.arraycopy(value, 0, bytes, size + head, value.length);
        Arrays.fill(bytes, size + head + value.length, size + padded, (byte) 0);
        size += padded;
    }

    public void string(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes as they stand, without a length before them.
    public void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    public void object(TlObject object) {
        schema.write(object, this);
    }

    public <T> void vector(List<T> items, BiConsumer<TlWriter, T> item) {
        int32(TlReader.VECTOR);
        bareVector(items, item);
    }

    /// A boxed vector of objects.
    public void objects(List<? extends TlObject> items) {
        int32(TlReader.VECTOR);
        int32(items.size());
        for (TlObject each : items) object(each);
    }

    public <T> void bareVector(List<T> items, BiConsumer<TlWriter, T> item) {
        int32(items.size());
        for (T each : items) item.accept(this, each);
    }

    private void room(int more) {
        int wanted = Math.addExact(size, more);
        if (wanted > bytes.length)
            bytes = Arrays.copyOf(bytes, Math.max((int) Math.min(bytes.length * 2L, SIZE_MAX), wanted));
    }
}
