package chappe.core.tl;

import chappe.core.Limits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Reads TL values off a byte array. Every read is bounded by the bytes that are there: no count or length taken from
/// the input allocates more than the input could hold. Confined to one thread.
///
/// | TL | bytes |
/// |---|---|
/// | `int`, `#` | 4, little-endian |
/// | `long`, `double` | 8, little-endian |
/// | `bytes`, `string` | 1 byte length below 254, or `fe` and 3 bytes; content; zeros to a multiple of 4 |
/// | `Vector t` | `1cb5c415`, count, items |
public final class TlReader {
    public static final int VECTOR = 0x1cb5c415;
    public static final int BOOL_TRUE = 0x997275b5;
    public static final int BOOL_FALSE = 0xbc799737;

    private static final char REPLACEMENT = '\ufffd';

    /// The count of a vector is the sender's word: room for so many items is made at once, the rest as they are read.
    private static final int ITEMS_AT_ONCE = 64;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private final Schema schema;
    private int position;
    private int depth;

    public TlReader(byte[] bytes, Schema schema) {
        this(bytes, 0, bytes.length, schema);
    }

    public TlReader(byte[] bytes, int start, int end, Schema schema) {
        if (start < 0 || end > bytes.length || start > end) throw new IndexOutOfBoundsException();
        this.bytes = bytes;
        this.position = start;
        this.end = end;
        this.schema = schema;
    }

    /// A whole object: constructor id, fields and nothing after them.
    public static TlObject readWhole(byte[] bytes, Schema schema) {
        var in = new TlReader(bytes, schema);
        TlObject object = in.object();
        in.expectEnd();
        return object;
    }

    public int remaining() {
        return end - position;
    }

    public int position() {
        return position;
    }

    public Schema schema() {
        return schema;
    }

    /// A reader of the bytes that are left, under another schema. This one stays where it is.
    public TlReader withSchema(Schema other) {
        var rest = new TlReader(bytes, position, end, other);
        rest.depth = depth;
        return rest;
    }

    public void expectEnd() {
        if (position != end) throw new TlFault("bytes after the object: " + remaining());
    }

    public int int32() {
        need(4);
        int value = (int) INT.get(bytes, position);
        position += 4;
        return value;
    }

    public int peekInt32() {
        need(4);
        return (int) INT.get(bytes, position);
    }

    public long int64() {
        need(8);
        long value = (long) LONG.get(bytes, position);
        position += 8;
        return value;
    }

    public double float64() {
        return Double.longBitsToDouble(int64());
    }

    public Int128 int128() {
        need(16);
        return new Int128(int64(), int64());
    }

    public Int256 int256() {
        need(32);
        return new Int256(int128(), int128());
    }

    public boolean bool() {
        int id = int32();
        if (id == BOOL_TRUE) return true;
        if (id == BOOL_FALSE) return false;
        throw new TlFault("not a Bool");
    }

    public byte[] bytes() {
        need(4);
        int length = bytes[position] & 0xff;
        int head = 1;
        if (length == 254) {
            length = int32() >>> 8;
            position -= 4;
            head = 4;
        } else if (length == 255) {
            throw new TlFault("bytes of an unknown length form");
        }
        int padded = (head + length + 3) & ~3;
        need(padded);
        byte[] value = Arrays.copyOfRange(bytes, position + head, position + head + length);
        position += padded;
        return value;
    }

    /// A UTF-8 string; bytes that are no UTF-8 are refused, not replaced, since what is stored must come back equal.
    public String string() {
        byte[] utf8 = bytes();
        String value = new String(utf8, StandardCharsets.UTF_8);
        // Replacement is how the fast decoder says that something is wrong, unless the text holds that character
        // itself.
        if (value.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(value.getBytes(StandardCharsets.UTF_8), utf8)) {
            throw new TlFault("not UTF-8");
        }
        return value;
    }

    /// The next `length` bytes as they stand, without a length before them.
    public byte[] raw(int length) {
        if (length < 0) throw new TlFault("negative length");
        need(length);
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    public TlObject object() {
        if (++depth > Limits.TL_DEPTH_MAX) throw new TlFault("nested too deeply");
        TlObject object = schema.read(int32(), this);
        depth--;
        return object;
    }

    public <T> T object(Class<T> type) {
        TlObject object = object();
        if (!type.isInstance(object)) throw new TlFault("not a " + type.getSimpleName());
        return type.cast(object);
    }

    /// A boxed vector of items of at least four bytes each, as every TL type has.
    public <T> List<T> vector(Function<TlReader, T> item) {
        if (int32() != VECTOR) throw new TlFault("not a vector");
        return bareVector(item);
    }

    /// A boxed vector of objects.
    public <T> List<T> objects(Class<T> type) {
        if (int32() != VECTOR) throw new TlFault("not a vector");
        int count = count();
        List<T> items = new ArrayList<>(Math.min(count, ITEMS_AT_ONCE));
        for (int i = 0; i < count; i++) items.add(object(type));
        return List.copyOf(items);
    }

    public <T> List<T> bareVector(Function<TlReader, T> item) {
        int count = count();
        List<T> items = new ArrayList<>(Math.min(count, ITEMS_AT_ONCE));
        for (int i = 0; i < count; i++) items.add(item.apply(this));
        return List.copyOf(items);
    }

    public void skip(int length) {
        if (length < 0) throw new TlFault("negative length");
        need(length);
        position += length;
    }

    private int count() {
        int count = int32();
        if (count < 0 || count > remaining() / 4) throw new TlFault("vector longer than its bytes");
        return count;
    }

    private void need(int length) {
        if (length > end - position) throw new TlFault("bytes end early");
    }
}
