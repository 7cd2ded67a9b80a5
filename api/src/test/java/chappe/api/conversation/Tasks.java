package chappe.api.conversation;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Runs each task on a virtual thread of its own and can wait until none is left. Guarded by its lock.
final class Tasks implements Executor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private int running;

    @Override
    public void execute(Runnable task) {
        change(1);
        Thread.startVirtualThread(() -> {
            try {
                task.run();
            } finally {
                change(-1);
            }
        });
    }

    void awaitQuiet() {
        lock.lock();
        try {
            while (running > 0) quiet.awaitUninterruptibly();
        } finally {
            lock.unlock();
        }
    }

    private void change(int by) {
        lock.lock();
        try {
            running += by;
            if (running == 0) quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
