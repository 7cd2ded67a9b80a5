package chappe.store.embedded;

import chappe.core.Limits;
import chappe.core.tl.Schema;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlWriter;
import chappe.store.Mail.Posted;
import chappe.store.Mail.Receiving;
import chappe.store.Mail.Taking;
import chappe.store.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// A change while its function runs: own writes over open ones over the database. Guarded by the partition's lock.
final class OpenChange extends OpenView implements Receiving {
    /// A shared body's number is the commit's version and the letters posted before it in the commit; a bounded commit
    /// posts fewer than 2^20.
    private static final int POSTED_BITS = 20;

    private final OpenPartition open;
    private final Schema schema;
    private final Overlay changes;
    /// Rows that no change reads: letters on their way, shared bodies, wake marks by time.
    private final Batch unread = new Batch();
    private final List<Posted> posted = new ArrayList<>();
    private final List<Posted> taken = new ArrayList<>();
    private Head head;
    private long bytes;

    OpenChange(OpenPartition open, Schema schema) {
        super(open.partition, open.name, new Overlay(open.rows));
        this.open = open;
        this.schema = schema;
        this.changes = (Overlay) rows;
        this.head = open.head;
    }

    @Override
    Head head() {
        return head;
    }

    @Override
    public void put(byte[] key, byte[] value) {
        refuseWhenClosed();
        write(rowKey(key), value);
    }

    @Override
    public void delete(byte[] key) {
        changes.put(rowKey(key), null, 0);
        grow(key.length);
    }

    @Override
    public void post(Partition to, TlObject letter) {
        long number = nextNumber(to);
        byte[] body = TlWriter.toBytes(letter, schema);
        writeUnread(KeyLayout.letter(name, KeyLayout.name(to), number), Letters.withBody(body));
        posted.add(new Posted(partition, to, number, 0, letter));
    }

    @Override
    public void post(Collection<Partition> to, TlObject letter) {
        Set<Partition> addressees = Set.copyOf(to);
        if (addressees.isEmpty()) return;
        long body = ((head.version() + 1) << POSTED_BITS) + posted.size();
        writeUnread(KeyLayout.body(name, body), TlWriter.toBytes(letter, schema));
        for (Partition each : addressees) {
            long number = nextNumber(each);
            writeUnread(KeyLayout.letter(name, KeyLayout.name(each), number), Letters.withSharedBody(body));
            posted.add(new Posted(partition, each, number, body, letter));
        }
    }

    @Override
    public void wake(Instant at) {
        refuseWhenClosed();
        moveWake(Math.max(0, at.toEpochMilli()));
    }

    @Override
    public void sleep() {
        moveWake(Head.NO_WAKE);
    }

    @Override
    public void close() {
        byte[] first = KeyLayout.inPartition(name, KeyLayout.ROW);
        if (!rows.scan(first, KeyLayout.after(first), 1, Order.ASCENDING).isEmpty()) {
            throw new IllegalStateException("rows are left in " + partition);
        }
        sleep();
        head = new Head(head.version(), true, Head.NO_WAKE);
    }

    @Override
    public Taking take(Posted letter) {
        byte[] counter = KeyLayout.inPartition(name, KeyLayout.TAKEN, KeyLayout.name(letter.from()));
        byte[] stored = rows.find(counter);
        long last = stored == null ? 0 : KeyLayout.number(stored);
        if (letter.number() > last + 1) return Taking.AHEAD;
        removeFromOutbox(letter);
        if (letter.number() <= last) return Taking.BEFORE;
        write(counter, KeyLayout.number(letter.number()));
        return head.isClosed() ? Taking.CLOSED : Taking.NEXT;
    }

    @Override
    public void park(Posted letter) {
        TlObject body = letter.body();
        if (body == null) throw new IllegalArgumentException("a letter of an unknown type is left, not put aside");
        byte[] from = KeyLayout.name(letter.from());
        write(KeyLayout.parked(name, from, letter.number()), TlWriter.toBytes(body, schema));
    }

    @Override
    public List<Long> parked(Partition from, int limit) {
        byte[] prefix = KeyLayout.inPartition(name, KeyLayout.PARKED, KeyLayout.name(from));
        return rows.scan(prefix, KeyLayout.after(prefix), limit, Order.ASCENDING).stream()
                .map(row -> KeyLayout.number(Arrays.copyOfRange(row.key(), prefix.length, row.key().length)))
                .toList();
    }

    boolean isEmpty() {
        return changes.size() == 0 && unread.count() == 0 && head.equals(open.head);
    }

    /// Makes the rows of the commit: all changes and the next head.
    Batch toBatch() {
        head = new Head(head.version() + 1, head.isClosed(), head.wakeMs());
        changes.put(KeyLayout.inPartition(name, KeyLayout.HEAD), head.toBytes(), 0);
        changes.writeTo(unread);
        return unread;
    }

    /// Makes the changes those that the next change of the partition sees.
    void enqueued(long ticket) {
        open.enqueued(changes, head, ticket);
    }

    List<Posted> posted() {
        return posted;
    }

    List<Posted> taken() {
        return taken;
    }

    private long nextNumber(Partition to) {
        byte[] counter = KeyLayout.inPartition(name, KeyLayout.SENT, KeyLayout.name(to));
        byte[] stored = rows.find(counter);
        long next = stored == null ? 1 : KeyLayout.number(stored) + 1;
        write(counter, KeyLayout.number(next));
        return next;
    }

    private void removeFromOutbox(Posted letter) {
        unread.delete(KeyLayout.letter(KeyLayout.name(letter.from()), name, letter.number()));
        taken.add(letter);
    }

    private void moveWake(long ms) {
        if (head.wakeMs() == ms) return;
        if (head.wakeMs() != Head.NO_WAKE) unread.delete(KeyLayout.wake(head.wakeMs(), name));
        if (ms != Head.NO_WAKE) writeUnread(KeyLayout.wake(ms, name), new byte[0]);
        head = new Head(head.version(), head.isClosed(), ms);
    }

    private void write(byte[] key, byte[] value) {
        changes.put(key, value, 0);
        grow(key.length + value.length);
    }

    private void writeUnread(byte[] key, byte[] value) {
        unread.put(key, value);
        grow(key.length + value.length);
    }

    private void grow(int more) {
        bytes += more;
        if (bytes > Limits.COMMIT_BYTES_MAX)
            throw new IllegalStateException("a commit is bounded: " + bytes + " bytes");
    }

    private void refuseWhenClosed() {
        if (head.isClosed()) throw new IllegalStateException("closed: " + partition);
    }
}
