package chappe.store.post;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A timer whose tasks run when the test says so. Thread-safe.
public final class FakeTimer implements Timer {
    private static final int PATIENCE_S = 20;
    private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

    private record Task(Duration delay, Runnable work) {}

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Task(delay, task));
    }

    /// Waits for a task to be set and runs it.
    ///
    /// @return how long it was to wait
    public Duration runNext() throws InterruptedException {
        Task task = take();
        task.work.run();
        return task.delay;
    }

    /// Waits for a task to be set and leaves it.
    ///
    /// @return how long it is to wait
    public Duration awaitNext() throws InterruptedException {
        Task task = take();
        tasks.add(task);
        return task.delay;
    }

    /// Runs `count` tasks, one after the other, as they are set.
    public List<Duration> runNext(int count) throws InterruptedException {
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < count; i++) delays.add(runNext());
        return delays;
    }

    private Task take() throws InterruptedException {
        Task task = tasks.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (task == null) throw new AssertionError("nothing was set on the timer");
        return task;
    }
}
