package chappe.store.embedded;

import chappe.store.StoreFault;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One snapshot for all readers between two commits, since making one costs more than reading a row. Guarded by `lock`.
final class Snapshots implements AutoCloseable {
    private final Supplier<Database> source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private @Nullable Shared current;
    private int readers;
    private boolean isClosed;

    private static final class Shared {
        final Database rows;
        int readers;
        boolean isOld;

        Shared(Database rows) {
            this.rows = rows;
        }
    }

    Snapshots(Supplier<Database> source) {
        this.source = source;
    }

    <T extends @Nullable Object> T read(Function<Rows, T> reader) {
        Shared shared = enter();
        try {
            return reader.apply(shared.rows);
        } finally {
            leave(shared);
        }
    }

    /// Lets later readers see a commit; called after it is durable and before its callers are told.
    void renew() {
        lock.lock();
        try {
            Shared old = current;
            if (old == null) return;
            current = null;
            old.isOld = true;
            if (old.readers == 0) old.rows.close();
        } finally {
            lock.unlock();
        }
    }

    /// Refuses further readers and waits for those inside: what they read goes away with the database.
    @Override
    public void close() {
        renew();
        lock.lock();
        try {
            isClosed = true;
            while (readers > 0) left.awaitUninterruptibly();
        } finally {
            lock.unlock();
        }
        renew();
    }

    private Shared enter() {
        lock.lock();
        try {
            if (isClosed) throw new StoreFault("the store is closed", null);
            readers++;
            Shared shared = current;
            if (shared == null) {
                shared = new Shared(source.get());
                current = shared;
            }
            shared.readers++;
            return shared;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Shared shared) {
        lock.lock();
        try {
            shared.readers--;
            readers--;
            if (readers == 0) left.signalAll();
            if (shared.isOld && shared.readers == 0) shared.rows.close();
        } finally {
            lock.unlock();
        }
    }
}
