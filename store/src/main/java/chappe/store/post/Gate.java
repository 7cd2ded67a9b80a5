package chappe.store.post;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Counts deliveries that are under way, and can hold back further ones. Guarded by `lock`.
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int inside;
    private int pauses;
    private boolean isClosed;

    /// Waits while paused; false when closed.
    boolean enter() {
        lock.lock();
        try {
            while (pauses > 0 && !isClosed) changed.awaitUninterruptibly();
            if (!isClosed) inside++;
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            inside--;
            if (inside == 0) changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void pause() throws InterruptedException {
        lock.lock();
        try {
            pauses++;
            while (inside > 0) {
                try {
                    changed.await();
                } catch (InterruptedException interrupted) {
                    resume();
                    throw interrupted;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            pauses--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a moment in which `isQuiet` holds; it is asked whenever something was delivered.
    void awaitQuiet(BooleanSupplier isQuiet) throws InterruptedException {
        lock.lock();
        try {
            while (!isClosed && !isQuiet.getAsBoolean()) changed.await();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
            while (inside > 0) changed.awaitUninterruptibly();
        } finally {
            lock.unlock();
        }
    }
}
