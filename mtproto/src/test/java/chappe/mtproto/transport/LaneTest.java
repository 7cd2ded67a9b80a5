package chappe.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LaneTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Lane lane = new Lane(threads::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void takesAThreadOnlyWhileThereIsWork() {
        lane.add(() -> done.add("one"));
        lane.add(() -> done.add("two"));
        assertThat(threads).hasSize(1);
        threads.remove().run();

        assertThat(done).containsExactly("one", "two");
        assertThat(threads).isEmpty();
        lane.add(() -> done.add("three"));
        assertThat(threads).hasSize(1);
    }

    @Test
    void workThatFailsDoesNotStrandTheRest() {
        lane.add(() -> {
            throw new IllegalStateException("bug");
        });
        lane.add(() -> done.add("after"));

        assertThatThrownBy(() -> threads.remove().run()).hasMessage("bug");
        threads.remove().run();

        assertThat(done).containsExactly("after");
        assertThat(threads).isEmpty();
    }

    @Test
    void keepsTheOrderAndNeverRunsTwoAtOnce() throws InterruptedException {
        int count = 10_000;
        var last = new CountDownLatch(count);
        var running = new AtomicInteger();
        List<Integer> order = new ArrayList<>();
        try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = new Lane(virtual);
            for (int i = 0; i < count; i++) {
                int number = i;
                busy.add(() -> {
                    assertThat(running.incrementAndGet()).isEqualTo(1);
                    order.add(number);
                    running.decrementAndGet();
                    last.countDown();
                });
            }

            assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
        }
        for (int i = 0; i < count; i++) assertThat(order.get(i)).isEqualTo(i);
    }
}
