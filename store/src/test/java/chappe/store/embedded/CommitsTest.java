package chappe.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.store.Partition;
import chappe.store.StoreFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The queue in front of the disk, with a disk that writes when the test says so.
final class CommitsTest {
    private final SlowDisk disk = new SlowDisk();
    private final Commits commits = new Commits(disk);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Each write needs a permit; a poisoned one fails.
    private static final class SlowDisk implements Commits.Disk {
        final Semaphore permits = new Semaphore(0);
        final Semaphore begun = new Semaphore(0);
        final List<List<Long>> groups = Collections.synchronizedList(new ArrayList<>());
        volatile boolean isBroken;

        @Override
        public void write(byte[] batch) throws IOException {
            begun.release();
            permits.acquireUninterruptibly();
            if (isBroken) throw new IOException("no space left");
        }

        @Override
        public void committed(List<Commit> group) {
            groups.add(group.stream().map(commit -> commit.version).toList());
        }
    }

    @AfterEach
    void close() {
        disk.permits.release(1000);
        commits.close();
        threads.close();
    }

    @Test
    void whatWaitsSharesOneWriteInTheOrderOfTheQueue() throws Exception {
        commits.start();
        send(1);
        disk.begun.acquire();
        for (long version = 2; version <= 5; version++) send(version);
        disk.permits.release(2);
        Sent last = send(6);
        disk.permits.release();

        last.answer.get();

        assertThat(disk.groups.getFirst()).containsExactly(1L);
        assertThat(disk.groups.get(1)).startsWith(2L, 3L, 4L, 5L);
        assertThat(disk.groups.stream().flatMap(List::stream)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void noAnswerComesBeforeItsWrite() throws Exception {
        commits.start();
        Sent sent = send(1);
        disk.begun.acquire();

        assertThat(sent.answer.isDone()).isFalse();
        assertThat(commits.isDurable(sent.commit.ticket)).isFalse();
        disk.permits.release();
        sent.answer.get();

        assertThat(commits.isDurable(sent.commit.ticket)).isTrue();
    }

    @Test
    void afterAFailedWriteEverythingThatMayRestOnItFailsToo() throws Exception {
        commits.start();
        Sent lost = send(1);
        disk.begun.acquire();
        Sent restsOnIt = send(2);
        disk.isBroken = true;
        disk.permits.release();

        assertThatThrownBy(lost.answer::get)
                .hasCauseInstanceOf(StoreFault.class)
                .hasMessageContaining("no space left");
        assertThatThrownBy(restsOnIt.answer::get).hasCauseInstanceOf(StoreFault.class);
        disk.isBroken = false;
        assertThatThrownBy(() -> commits.enqueue(commit(3))).isInstanceOf(StoreFault.class);
        assertThat(commits.isWritable()).isFalse();
        assertThat(disk.groups).isEmpty();
    }

    @Test
    void closingWritesWhatIsEnqueued() throws Exception {
        disk.permits.release(10);
        Sent sent = send(1);
        var lazy = new Batch();
        lazy.delete(new byte[] {1});
        commits.enqueueLazily(lazy);
        commits.start();

        commits.close();

        sent.answer.get();
        assertThat(disk.groups.stream().flatMap(List::stream)).contains(1L);
        assertThatThrownBy(() -> commits.enqueue(commit(2))).isInstanceOf(StoreFault.class);
    }

    @Test
    void anInterruptDoesNotEndTheWaitAndIsPassedOn() throws Exception {
        commits.start();
        var interrupted = new CountDownLatch(1);
        Future<Boolean> answer = threads.submit(() -> {
            Commit commit = commit(1);
            commits.enqueue(commit);
            Thread.currentThread().interrupt();
            interrupted.countDown();
            commits.await(commit);
            return Thread.interrupted() && commits.isDurable(commit.ticket);
        });
        interrupted.await();
        disk.permits.release();

        assertThat(answer.get()).isTrue();
    }

    /// A commit in the queue and the answer that its caller waits for.
    private record Sent(Commit commit, Future<?> answer) {}

    private Sent send(long version) throws InterruptedException {
        var enqueued = new ArrayBlockingQueue<Commit>(1);
        Future<?> answer = threads.submit(() -> {
            Commit commit = commit(version);
            commits.enqueue(commit);
            enqueued.add(commit);
            commits.await(commit);
        });
        return new Sent(enqueued.take(), answer);
    }

    private static Commit commit(long version) {
        var batch = new Batch();
        batch.put(new byte[] {(byte) version}, new byte[10]);
        return new Commit(batch, Partition.server(1), version, Thread.currentThread());
    }
}
