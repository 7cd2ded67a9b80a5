package chappe.store.embedded;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One snapshot for all readers between two commits, since making one costs more than reading a row. Guarded by `lock`.
final class Snapshots {
    private final Supplier<Database> source;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Shared current;

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

    private Shared enter() {
        lock.lock();
        try {
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
            if (shared.isOld && shared.readers == 0) shared.rows.close();
        } finally {
            lock.unlock();
        }
    }
}
