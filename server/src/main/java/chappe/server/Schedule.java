package chappe.server;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process's threads beside Netty's and the store's: one that watches the time, and a virtual one for each task.
final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final Duration END_MAX = Duration.ofSeconds(5);

    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("time").daemon().factory());
    private final ExecutorService tasks = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("task-", 0).factory());

    /// Runs a task now, on a thread of its own that may block.
    void run(Runnable task) {
        tasks.execute(guarded(task));
    }

    /// Runs a task once, later.
    void after(Duration delay, Runnable task) {
        var _ = time.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Runs a task again and again; the next begins a while after the last has ended.
    void every(Duration pause, Runnable task) {
        after(pause, () -> {
            guarded(task).run();
            try {
                every(pause, task);
            } catch (RejectedExecutionException ended) {
                LOG.debug("no further run: {}", ended.getMessage());
            }
        });
    }

    @Override
    public void close() {
        time.shutdownNow();
        tasks.shutdown();
        try {
            if (!tasks.awaitTermination(END_MAX.toMillis(), TimeUnit.MILLISECONDS))
                LOG.warn("some tasks did not end in time");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// A task's bug is its own: the clock goes on.
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException bug) {
                LOG.error("task failed", bug);
            }
        };
    }
}
