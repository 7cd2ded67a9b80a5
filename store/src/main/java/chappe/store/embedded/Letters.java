package chappe.store.embedded;

import chappe.core.tl.Schema;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.store.Mail.Posted;
import chappe.store.Partition;
import chappe.store.View.Order;
import chappe.store.View.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The letters on their way, and how many of them still need each shared body. Thread-safe.
final class Letters {
    private static final byte OWN_BODY = 0;
    private static final byte SHARED_BODY = 1;
    private static final int PAGE = 1000;

    private final Schema schema;
    private final ConcurrentHashMap<Body, Integer> users = new ConcurrentHashMap<>();

    private record Body(Partition from, long number) {}

    Letters(Schema schema) {
        this.schema = schema;
    }

    static byte[] withBody(byte[] body) {
        byte[] value = new byte[body.length + 1];
        value[0] = OWN_BODY;
        System.arraycopy(body, 0, value, 1, body.length);
        return value;
    }

    static byte[] withSharedBody(long number) {
        return ByteBuffer.allocate(9).put(SHARED_BODY).putLong(number).array();
    }

    /// Counts the letters of a commit that use shared bodies. Called before anyone may take them.
    void posted(List<Posted> letters) {
        for (Posted each : letters) {
            if (each.sharedBody() != 0) users.merge(new Body(each.from(), each.sharedBody()), 1, Integer::sum);
        }
    }

    /// Counts back what an enqueued commit took, and gives the deletion of bodies that nobody needs any more.
    /// It must be enqueued behind all commits that took a letter with this body, which it is when it follows
    /// its own.
    @Nullable
    Batch taken(List<Posted> letters) {
        Batch unused = null;
        for (Posted each : letters) {
            if (each.sharedBody() == 0) continue;
            var body = new Body(each.from(), each.sharedBody());
            if (users.computeIfPresent(body, (b, count) -> count == 1 ? null : count - 1) != null) continue;
            if (unused == null) unused = new Batch();
            unused.delete(KeyLayout.body(KeyLayout.name(each.from()), each.sharedBody()));
        }
        return unused;
    }

    /// Counts the users of shared bodies after a start, and gives the deletion of bodies that a crash left without any.
    Batch recover(Rows rows) {
        byte[] at = {KeyLayout.LETTERS};
        List<Row> page;
        do {
            page = rows.scan(at, new byte[] {KeyLayout.LETTERS + 1}, PAGE, Order.ASCENDING);
            for (Row row : page) if (row.value()[0] == SHARED_BODY) posted(List.of(read(row, null)));
            if (!page.isEmpty()) at = following(page.getLast().key());
        } while (page.size() == PAGE);
        var unused = new Batch();
        byte[] body = {KeyLayout.BODIES};
        do {
            page = rows.scan(body, new byte[] {KeyLayout.BODIES + 1}, PAGE, Order.ASCENDING);
            for (Row row : page) if (!users.containsKey(readBody(row.key()))) unused.delete(row.key());
            if (!page.isEmpty()) body = following(page.getLast().key());
        } while (page.size() == PAGE);
        return unused;
    }

    List<Posted> after(Rows rows, @Nullable Posted after, int limit) {
        byte[] from = {KeyLayout.LETTERS};
        if (after != null) {
            from = following(
                    KeyLayout.letter(KeyLayout.name(after.from()), KeyLayout.name(after.to()), after.number()));
        }
        return scan(rows, from, new byte[] {KeyLayout.LETTERS + 1}, limit);
    }

    List<Posted> ofPair(Rows rows, Partition from, Partition to, int limit) {
        byte[] pair = KeyLayout.lettersOf(KeyLayout.name(from), KeyLayout.name(to));
        return scan(rows, pair, KeyLayout.after(pair), limit);
    }

    private List<Posted> scan(Rows rows, byte[] from, byte[] to, int limit) {
        Map<Body, @Nullable TlObject> bodies = new HashMap<>();
        List<Posted> letters = new ArrayList<>();
        for (Row row : rows.scan(from, to, limit, Order.ASCENDING)) {
            Posted bare = read(row, null);
            if (row.value()[0] == OWN_BODY) {
                letters.add(read(row, decode(Arrays.copyOfRange(row.value(), 1, row.value().length))));
                continue;
            }
            var body = new Body(bare.from(), bare.sharedBody());
            if (!bodies.containsKey(body)) bodies.put(body, shared(rows, body));
            letters.add(read(row, bodies.get(body)));
        }
        return letters;
    }

    private @Nullable TlObject shared(Rows rows, Body body) {
        byte[] stored = rows.find(KeyLayout.body(KeyLayout.name(body.from), body.number));
        if (stored == null) throw new IllegalStateException("a letter without its body: " + body);
        return decode(stored);
    }

    private @Nullable TlObject decode(byte[] body) {
        try {
            return TlReader.readWhole(body, schema);
        } catch (TlFault ofANewerRelease) {
            return null; // left for a node that knows it (rule R3)
        }
    }

    private static Posted read(Row row, @Nullable TlObject body) {
        var key = ByteBuffer.wrap(row.key()).position(1);
        Partition from = KeyLayout.readName(key);
        Partition to = KeyLayout.readName(key);
        var value = ByteBuffer.wrap(row.value());
        return new Posted(from, to, key.getLong(), value.get() == SHARED_BODY ? value.getLong() : 0, body);
    }

    private static Body readBody(byte[] key) {
        var in = ByteBuffer.wrap(key).position(1);
        return new Body(KeyLayout.readName(in), in.getLong());
    }

    private static byte[] following(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
