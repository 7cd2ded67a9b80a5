package chappe.store.embedded;

import chappe.store.Partition;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Builds and reads the keys that `package-info` draws.
final class KeyLayout {
    static final byte[] FORMAT = "\0format".getBytes(StandardCharsets.US_ASCII);
    static final byte[] EPOCH = "\0epoch".getBytes(StandardCharsets.US_ASCII);

    static final byte PARTITIONS = 1;
    static final byte LETTERS = 2;
    static final byte BODIES = 3;
    static final byte WAKES = 4;

    static final byte HEAD = 0;
    static final byte ROW = 1;
    static final byte SENT = 2;
    static final byte TAKEN = 3;
    static final byte PARKED = 4;

    /// The partition's name in keys. No name is the beginning of another.
    static byte[] name(Partition partition) {
        byte kind = (byte) partition.kind().code();
        if (partition.name().isEmpty()) {
            return ByteBuffer.allocate(9).put(kind).putLong(partition.number()).array();
        }
        byte[] text = partition.name().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + 2)
                .put(kind)
                .put(text)
                .put((byte) 0)
                .array();
    }

    static Partition readName(ByteBuffer in) {
        var kind = Partition.Kind.of(in.get());
        if (!kind.isNamed()) return new Partition(kind, in.getLong(), "");
        var text = new ByteArrayOutputStream();
        for (byte each = in.get(); each != 0; each = in.get()) text.write(each);
        return new Partition(kind, 0, text.toString(StandardCharsets.UTF_8));
    }

    static byte[] inPartition(byte[] name, byte part) {
        byte[] key = new byte[name.length + 2];
        key[0] = PARTITIONS;
        System.arraycopy(name, 0, key, 1, name.length);
        key[name.length + 1] = part;
        return key;
    }

    static byte[] inPartition(byte[] name, byte part, byte[] rest) {
        byte[] key = new byte[name.length + 2 + rest.length];
        key[0] = PARTITIONS;
        System.arraycopy(name, 0, key, 1, name.length);
        key[name.length + 1] = part;
        System.arraycopy(rest, 0, key, name.length + 2, rest.length);
        return key;
    }

    static byte[] parked(byte[] name, byte[] from, long number) {
        return inPartition(name, PARKED, numbered(from, number));
    }

    static byte[] lettersOf(byte[] from, byte[] to) {
        byte[] key = new byte[1 + from.length + to.length];
        key[0] = LETTERS;
        System.arraycopy(from, 0, key, 1, from.length);
        System.arraycopy(to, 0, key, 1 + from.length, to.length);
        return key;
    }

    static byte[] letter(byte[] from, byte[] to, long number) {
        return numbered(lettersOf(from, to), number);
    }

    static byte[] body(byte[] from, long number) {
        return ByteBuffer.allocate(from.length + 9)
                .put(BODIES)
                .put(from)
                .putLong(number)
                .array();
    }

    static byte[] wake(long ms, byte[] name) {
        return ByteBuffer.allocate(name.length + 9)
                .put(WAKES)
                .putLong(ms)
                .put(name)
                .array();
    }

    static byte[] number(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /// The first key behind all of a partition's.
    static byte[] afterPartition(Partition partition) {
        byte[] name = name(partition);
        return after(
                ByteBuffer.allocate(name.length + 1).put(PARTITIONS).put(name).array());
    }

    /// The first key behind all that begin with `prefix`.
    static byte[] after(byte[] prefix) {
        int last = prefix.length - 1;
        while (prefix[last] == (byte) 0xff) last--;
        byte[] after = Arrays.copyOf(prefix, last + 1);
        after[last]++;
        return after;
    }

    private static byte[] numbered(byte[] prefix, long number) {
        return ByteBuffer.allocate(prefix.length + 8)
                .put(prefix)
                .putLong(number)
                .array();
    }

    private KeyLayout() {}
}
