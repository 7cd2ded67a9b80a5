package chappe.mtproto.transport;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Runs one connection's work in order, on a thread that lives only while there is work.
///
/// Guarded by `this`; the work itself runs outside the lock.
final class Lane {

    private final Executor threads;
    private @Nullable Queue<Runnable> waiting;
    private boolean isRunning;

    Lane(Executor threads) {
        this.threads = threads;
    }

    void add(Runnable work) {
        synchronized (this) {
            if (waiting == null) waiting = new ArrayDeque<>();
            waiting.add(work);
            if (isRunning) return;
            isRunning = true;
        }
        threads.execute(this::run);
    }

    private void run() {
        boolean isDone = false;
        try {
            for (Runnable work = next(); work != null; work = next()) work.run();
            isDone = true;
        } finally {
            if (!isDone) threads.execute(this::run); // a bug in one piece of work must not strand the rest
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable work = waiting == null ? null : waiting.poll();
        if (work == null) {
            waiting = null; // most connections are idle most of the time, and there are many
            isRunning = false;
        }
        return work;
    }
}
