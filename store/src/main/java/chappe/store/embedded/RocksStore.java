package chappe.store.embedded;

import chappe.core.Limits;
import chappe.core.tl.Schema;
import chappe.store.Change;
import chappe.store.Mail;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.StoreFault;
import chappe.store.View;
import chappe.store.View.Order;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded engine. Thread-safe.
///
/// A change runs on its caller's thread under the lock of its partition (striped), over what earlier changes
/// of the partition brought and the disk may not have yet; then it takes its place in the queue of [Commits]
/// and gives the lock back, so that the next change of the partition shares the sync. Every answer waits for
/// all that it rests on.
public final class RocksStore implements Store, Mail {
    /// The number of this release's key layout and record forms (rule R13).
    static final long FORMAT = 1;

    private static final Logger log = LoggerFactory.getLogger(RocksStore.class);
    private static final int STRIPES = 1024;
    private static final int PAGE = 1_000;

    private final RocksFiles files;
    private final Database newest;
    private final Snapshots snapshots;
    private final Commits commits;
    private final Schema schema;
    private final Letters letters;
    private final Stripe[] stripes = new Stripe[STRIPES];
    private final List<CommitListener> commitListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Posted>>> postListeners = new CopyOnWriteArrayList<>();
    private static final ThreadLocal<@Nullable Partition> WRITING = new ThreadLocal<>();
    private final long epoch;
    private volatile boolean isClosed;

    /// The partitions that share one lock.
    private static final class Stripe extends ReentrantLock {
        private static final long serialVersionUID = 1;
        /// The least recently used first.
        final transient LinkedHashMap<Partition, OpenPartition> open = new LinkedHashMap<>(16, 0.75f, true);

        /// Forgets the partitions that were not written for longest. One with changes that may not be on the disk
        /// yet stays, and all after it.
        void shrink(Commits commits) {
            while (open.size() > Limits.OPEN_PARTITIONS_MAX / STRIPES) {
                OpenPartition eldest = open.firstEntry().getValue();
                if (!commits.isDurable(eldest.lastTicket)) return;
                open.pollFirstEntry();
            }
        }
    }

    /// Opens the store in `folder`, creating it where there is none.
    ///
    /// @param schema of stored records and letters
    /// @throws StoreFault when it is in use, damaged, or of a newer release
    public RocksStore(Path folder, Schema schema, RocksSettings settings) {
        this.schema = schema;
        this.files = new RocksFiles(folder, settings);
        this.newest = Database.newest(files.db);
        this.snapshots = new Snapshots(() -> Database.snapshot(files.db));
        this.letters = new Letters(schema);
        this.commits = new Commits(new Disk());
        for (int i = 0; i < STRIPES; i++) stripes[i] = new Stripe();
        try {
            checkFormat();
            byte[] stored = newest.find(KeyLayout.EPOCH);
            this.epoch = stored == null ? 0 : KeyLayout.number(stored);
            files.writeUnsynced(letters.recover(newest));
        } catch (RocksDBException | StoreFault broken) {
            newest.close();
            files.close();
            if (broken instanceof StoreFault fault) throw fault;
            throw new StoreFault("cannot open the store in " + folder + ": " + broken.getMessage(), broken);
        }
        commits.start();
    }

    @Override
    public <T extends @Nullable Object> T read(Partition partition, Function<? super View, T> reader) {
        byte[] name = KeyLayout.name(partition);
        return snapshots.read(rows -> reader.apply(new OpenView(partition, name, rows)));
    }

    @Override
    public <T> Map<Partition, T> readAll(Collection<Partition> partitions, Function<? super View, T> reader) {
        return snapshots.read(rows -> {
            Map<Partition, T> answers = LinkedHashMap.newLinkedHashMap(partitions.size());
            for (Partition each : partitions) {
                answers.put(each, reader.apply(new OpenView(each, KeyLayout.name(each), rows)));
            }
            return answers;
        });
    }

    @Override
    public <T extends @Nullable Object> T write(Partition partition, Function<? super Change, T> change) {
        return receive(partition, change);
    }

    @Override
    public <T extends @Nullable Object> T receive(Partition partition, Function<? super Receiving, T> change) {
        commits.refuseWhenFailed();
        if (WRITING.get() != null) throw new IllegalStateException("a write never spans partitions: " + partition);
        Stripe stripe = stripes[spread(partition) % STRIPES];
        Outcome<T> outcome;
        stripe.lock();
        WRITING.set(partition);
        try {
            outcome = run(stripe, partition, change);
        } finally {
            WRITING.remove();
            stripe.unlock();
        }
        commits.await(outcome.commit);
        forgetDurable(stripe, partition);
        return outcome.result();
    }

    @Override
    public void onCommit(CommitListener listener) {
        commitListeners.add(listener);
    }

    @Override
    public void onPosted(Consumer<List<Posted>> listener) {
        postListeners.add(listener);
    }

    @Override
    public List<Partition> due(Instant now, int limit) {
        byte[] from = {KeyLayout.WAKES};
        byte[] to = KeyLayout.wake(Math.max(0, now.toEpochMilli()) + 1, new byte[0]);
        return snapshots.read(rows -> rows.scan(from, to, limit, Order.ASCENDING).stream()
                .map(row -> KeyLayout.readName(ByteBuffer.wrap(row.key()).position(9)))
                .toList());
    }

    @Override
    public List<Posted> undelivered(@Nullable Posted after, int limit) {
        return snapshots.read(rows -> letters.after(rows, after, limit));
    }

    @Override
    public List<Posted> undelivered(Partition from, Partition to, int limit) {
        return snapshots.read(rows -> letters.ofPair(rows, from, to, limit));
    }

    /// Nothing to do: [Receiving#take] removed them.
    @Override
    public void forget(List<Posted> delivered) {}

    @Override
    public boolean isWritable() {
        return commits.isWritable();
    }

    @Override
    public long epoch() {
        return epoch;
    }

    /// The partitions of a numbered kind that ever held something, in the order of their keys: for work that goes over
    /// all of them.
    ///
    /// @param after the last one that was seen; null begins with the first
    public List<Partition> partitions(Partition.Kind kind, @Nullable Partition after, int limit) {
        byte[] first = {KeyLayout.PARTITIONS, (byte) kind.code()};
        byte[] to = KeyLayout.after(first);
        return snapshots.read(rows -> {
            List<Partition> found = new ArrayList<>();
            byte[] from = after == null ? first : KeyLayout.afterPartition(after);
            while (found.size() < limit) {
                List<View.Row> next = rows.scan(from, to, 1, Order.ASCENDING);
                if (next.isEmpty()) break;
                Partition partition = KeyLayout.readName(
                        ByteBuffer.wrap(next.getFirst().key()).position(1));
                found.add(partition);
                from = KeyLayout.afterPartition(partition);
            }
            return found;
        });
    }

    /// Goes over all of them, some at a time.
    public void pages(Partition.Kind kind, Consumer<List<Partition>> each) {
        List<Partition> page = partitions(kind, null, PAGE);
        while (!page.isEmpty()) {
            each.accept(page);
            page = partitions(kind, page.getLast(), PAGE);
        }
    }

    /// How many syncs the commits since the start took.
    public long syncs() {
        return commits.syncs();
    }

    /// Copies what is durable to a new folder, consistent at one point of the log.
    public void checkpoint(Path target) {
        files.checkpoint(target);
    }

    /// Reads every block of the database against its checksum.
    ///
    /// @throws StoreFault when one does not fit
    public void verify() {
        files.verify();
    }

    /// Begins the next epoch; it is seen by the next opening (rule R12: message ids and pts jump ahead with it).
    ///
    /// @return its number
    public long startEpoch() {
        var batch = new Batch();
        batch.put(KeyLayout.EPOCH, KeyLayout.number(epoch + 1));
        var commit = new Commit(batch, null, 0, Thread.currentThread());
        commits.enqueue(commit);
        commits.await(commit);
        return epoch + 1;
    }

    @Override
    public void close() {
        commits.close();
        snapshots.close();
        for (Stripe stripe : stripes) stripe.lock(); // no change may look at a closed database
        try {
            if (isClosed) return;
            isClosed = true;
            newest.close();
            files.close();
        } finally {
            for (Stripe stripe : stripes) stripe.unlock();
        }
    }

    /// What a change gave: its result or what it threw, and the commit that must be durable before anyone hears of it.
    private record Outcome<T extends @Nullable Object>(
            Commit commit, @Nullable T value, @Nullable RuntimeException thrown) {

        @SuppressWarnings("NullAway") // where T admits no null, the change gave none
        T result() {
            if (thrown != null) throw thrown;
            return value;
        }
    }

    private <T extends @Nullable Object> Outcome<T> run(
            Stripe stripe, Partition partition, Function<? super Receiving, T> change) {
        if (isClosed) throw new StoreFault("the store is closed", null);
        OpenPartition known = stripe.open.computeIfAbsent(partition, each -> new OpenPartition(each, newest));
        var open = new OpenChange(known, schema);
        T value;
        try {
            value = change.apply(open);
        } catch (RuntimeException refused) {
            return new Outcome<>(nothing(known), null, refused);
        }
        if (open.isEmpty()) return new Outcome<>(nothing(known), value, null);
        var commit = new Commit(open.toBatch(), partition, open.version(), Thread.currentThread());
        letters.posted(open.posted());
        commits.enqueue(commit);
        open.enqueued(commit.ticket);
        Batch unused = letters.taken(open.taken());
        if (unused != null) commits.enqueueLazily(unused);
        if (!open.posted().isEmpty()) for (var listener : postListeners) listener.accept(open.posted());
        return new Outcome<>(commit, value, null);
    }

    /// A commit without rows: its caller saw changes that may not be durable yet, so it waits like them.
    private Commit nothing(OpenPartition seen) {
        var commit = new Commit(new Batch(), null, 0, Thread.currentThread());
        if (!commits.isDurable(seen.lastTicket)) commits.enqueue(commit);
        return commit;
    }

    private void forgetDurable(Stripe stripe, Partition partition) {
        stripe.lock();
        try {
            OpenPartition open = stripe.open.get(partition);
            if (open != null) open.rows.forgetUpTo(commits.durable());
            stripe.shrink(commits);
        } finally {
            stripe.unlock();
        }
    }

    private void checkFormat() throws RocksDBException {
        byte[] stored = newest.find(KeyLayout.FORMAT);
        if (stored == null) {
            if (!newest.scan(new byte[1], new byte[] {(byte) 0xff}, 1, Order.ASCENDING)
                    .isEmpty()) {
                throw new StoreFault("this folder holds a database that is not Chappe's", null);
            }
            var batch = new Batch();
            batch.put(KeyLayout.FORMAT, KeyLayout.number(FORMAT));
            files.writeUnsynced(batch);
            return;
        }
        long format = KeyLayout.number(stored);
        if (format > FORMAT) {
            throw new StoreFault(
                    "the store has format " + format + ", this release knows " + FORMAT + ": start the newer release",
                    null);
        }
    }

    private static int spread(Partition partition) {
        int hash = partition.hashCode() * 0x9e3779b9;
        return hash >>> 16;
    }

    /// Where [Commits] writes.
    private final class Disk implements Commits.Disk {
        @Override
        public void write(byte[] batch) throws RocksDBException {
            files.writeSynced(batch);
        }

        @Override
        public void committed(List<Commit> group) {
            snapshots.renew();
            for (Commit commit : group) {
                Partition partition = commit.partition;
                if (partition == null) continue;
                for (CommitListener listener : commitListeners) tell(listener, partition, commit.version);
            }
        }

        /// A listener's bug must not stop the commits of everybody.
        private static void tell(CommitListener listener, Partition partition, long version) {
            try {
                listener.committed(partition, version);
            } catch (RuntimeException bug) {
                log.error("commit listener failed partition={}", partition, bug);
            }
        }
    }
}
