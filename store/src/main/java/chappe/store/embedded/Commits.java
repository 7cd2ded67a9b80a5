package chappe.store.embedded;

import chappe.core.Limits;
import chappe.store.StoreFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of commits and the one thread that writes them: all that wait become one batch and one fsync.
///
/// The order of the queue is the order on the disk, so a commit that saw another's changes never survives it. After a
/// failed batch nothing is written any more: what waits fails, since it may rest on what was lost, and so does all that
/// comes later. The queue is guarded by `lock`; `durable` and `failure` are written by the committing thread only.
///
/// The thread is the engine's own: a platform thread, since it sits in native calls, and a daemon, since a server that
/// died before it closed the store must not live on for it.
final class Commits implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Commits.class);

    private static final long QUICK_WRITE_NANOS = 2_000_000;
    private static final int GROUP_MIN = 24;

    private final Disk disk;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Commit> queue = new ArrayDeque<>();
    private long lastTicket;
    private long writes;
    private long lastWriteNanos;
    private boolean isDue;
    private boolean isClosed;
    private volatile long durable;
    private volatile long syncs;
    private volatile @Nullable StoreFault failure;

    /// What a group of commits is given to.
    interface Disk {
        /// Writes one batch and syncs it.
        void write(byte[] batch) throws Exception;

        /// Told after the write, before the callers are.
        void committed(List<Commit> group);
    }

    Commits(Disk disk) {
        this.disk = disk;
        this.thread = Thread.ofPlatform().daemon().name("store-commit").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Gives the commit its place. The caller holds the partition's lock, which makes the order right.
    void enqueue(Commit commit) {
        lock.lock();
        try {
            if (isClosed) throw fault();
            commit.ticket = ++lastTicket;
            queue.add(commit);
            if (!isDue) {
                isDue = true;
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes rows along with the next group; nobody waits for them, and a crash may forget them.
    void enqueueLazily(Batch batch) {
        lock.lock();
        try {
            if (isClosed) return;
            var commit = new Commit(batch, null, 0, null);
            commit.ticket = ++lastTicket;
            queue.add(commit);
        } finally {
            lock.unlock();
        }
    }

    /// Blocks until the commit, enqueued by this thread, is durable. An interrupt does not end the wait,
    /// since the commit cannot be taken back; it is passed on.
    void await(Commit commit) {
        boolean wasInterrupted = false;
        while (durable < commit.ticket) {
            if (failure != null) break;
            LockSupport.park(this);
            wasInterrupted |= Thread.interrupted();
        }
        if (wasInterrupted) Thread.currentThread().interrupt();
        if (durable < commit.ticket) throw fault();
    }

    long syncs() {
        return syncs;
    }

    boolean isDurable(long ticket) {
        return ticket <= durable;
    }

    /// The ticket up to which all is on the disk.
    long durable() {
        return durable;
    }

    boolean isWritable() {
        return failure == null;
    }

    void refuseWhenFailed() {
        if (failure != null) throw fault();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        boolean wasInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) Thread.currentThread().interrupt();
    }

    private StoreFault fault() {
        StoreFault first = failure;
        return new StoreFault(first == null ? "the store is closed" : String.valueOf(first.getMessage()), first);
    }

    private void run() {
        List<Commit> group = new ArrayList<>();
        while (take(group)) {
            try {
                write(group);
                durable = group.getLast().ticket;
            } catch (Exception | Error broken) {
                fail(broken);
            }
            for (Commit commit : group) LockSupport.unpark(commit.waiter);
            if (failure != null) return;
            group.clear();
        }
    }

    /// Waits for work and takes as much as one batch may hold; false when closed and empty.
    private boolean take(List<Commit> group) {
        lock.lock();
        try {
            while (!isDue && !isClosed) arrived.awaitUninterruptibly();
            int size = 0;
            int most = most();
            while (!queue.isEmpty() && size < Limits.COMMIT_GROUP_BYTES && group.size() < most) {
                Commit next = queue.remove();
                size += next.batch.size();
                group.add(next);
            }
            isDue = !queue.isEmpty();
            return !group.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// A quick disk gets half of what waits, so that callers work while the other half is written; a slow one gets all,
    /// since there a sync costs more than what it carries.
    private int most() {
        return lastWriteNanos < QUICK_WRITE_NANOS ? Math.max(GROUP_MIN, queue.size() / 2) : Integer.MAX_VALUE;
    }

    private void write(List<Commit> group) throws Exception {
        int size = Batch.HEADER_SIZE;
        int count = 0;
        for (Commit commit : group) {
            size += commit.batch.size();
            count += commit.batch.count();
        }
        if (count > 0) {
            byte[] whole = new byte[size];
            int at = Batch.HEADER_SIZE;
            for (Commit commit : group) at = commit.batch.copyTo(whole, at);
            Batch.writeCount(whole, count);
            long start = System.nanoTime();
            disk.write(whole);
            lastWriteNanos = System.nanoTime() - start;
            writes++;
            syncs = writes;
        }
        disk.committed(group);
    }

    private void fail(Throwable broken) {
        failure = new StoreFault(
                "the store could not commit, and refuses to until it is opened again: " + broken.getMessage(), broken);
        log.error("store=unwritable", broken);
        lock.lock();
        try {
            isClosed = true;
            for (Commit commit : queue) LockSupport.unpark(commit.waiter);
            queue.clear();
        } finally {
            lock.unlock();
        }
    }
}
