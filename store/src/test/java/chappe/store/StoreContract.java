package chappe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.store.View.Order;
import chappe.testkit.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What every engine promises about partitions, commits and snapshots. An engine's test only builds the engine.
public abstract class StoreContract extends EngineSuite {

    @Test
    void aCommitIsSeenByLaterReadsAndAfterReopening() {
        put(ALICE, "greeting", "salut");

        assertThat(get(ALICE, "greeting")).isEqualTo("salut");
        reopen(TestRecords.SCHEMA);
        assertThat(get(ALICE, "greeting")).isEqualTo("salut");
    }

    @Test
    void partitionsDoNotSeeEachOthersRows() {
        Partition name = Partition.username("alice");
        Partition longer = Partition.username("alice2");
        put(name, "k", "of alice");
        put(longer, "k", "of alice2");
        put(BOB, "k", "of bob");

        assertThat(List.of(get(name, "k"), get(longer, "k"), get(BOB, "k"), get(ALICE, "k")))
                .containsExactly("of alice", "of alice2", "of bob", "");
        assertThat(keys(store().read(name, view -> view.scan(new byte[0], bytes("~"), 10, Order.ASCENDING))))
                .containsExactly("k");
    }

    @Test
    void aChangeSeesItsOwnWritesInFindsAndScans() {
        put(ALICE, "a", "1");
        put(ALICE, "b", "2");

        List<String> seen = store().write(ALICE, change -> {
            change.delete(bytes("a"));
            change.put(bytes("b"), bytes("two"));
            change.put(bytes("c"), bytes("3"));
            assertThat(change.find(bytes("a"))).isNull();
            assertThat(change.find(bytes("b"))).isEqualTo(bytes("two"));
            return keys(change.scan(bytes("a"), bytes("z"), 10, Order.DESCENDING));
        });

        assertThat(seen).containsExactly("c", "b");
    }

    @Test
    void anExceptionCommitsNothingAndPassesThrough() {
        put(ALICE, "a", "1");

        assertThatThrownBy(() -> store().write(ALICE, change -> {
                    change.put(bytes("a"), bytes("2"));
                    change.post(BOB, new TestRecords.Note("never"));
                    change.wake(Instant.ofEpochSecond(5));
                    throw new IllegalArgumentException("refused");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("refused");

        assertThat(get(ALICE, "a")).isEqualTo("1");
        assertThat(version(ALICE)).isEqualTo(1);
        assertThat(store().due(Instant.ofEpochSecond(9_999_999_999L), 10)).isEmpty();
        assertThat(engine.mail().undelivered(null, 10)).isEmpty();
    }

    @Test
    void scansHaveAFirstAndALastKeyALimitAndTwoDirections() {
        for (String key : List.of("a", "b", "c", "d")) put(ALICE, key, key);

        List<List<String>> scans = store().read(
                        ALICE,
                        view -> List.of(
                                keys(view.scan(bytes("b"), bytes("d"), 10, Order.ASCENDING)),
                                keys(view.scan(bytes("b"), bytes("d"), 10, Order.DESCENDING)),
                                keys(view.scan(bytes("a"), bytes("z"), 2, Order.ASCENDING)),
                                keys(view.scan(bytes("a"), bytes("z"), 2, Order.DESCENDING)),
                                keys(view.scan(bytes("d"), bytes("b"), 2, Order.ASCENDING)),
                                keys(view.scan(bytes("b"), bytes("b"), 2, Order.ASCENDING))));

        assertThat(scans)
                .containsExactly(
                        List.of("b", "c"),
                        List.of("c", "b"),
                        List.of("a", "b"),
                        List.of("d", "c"),
                        List.of(),
                        List.of());
    }

    @Test
    void keysOrderAsUnsignedBytes() {
        byte[][] keys = {{0}, {0, 0}, {0x7f}, {(byte) 0x80}, {(byte) 0xff}, {(byte) 0xff, 0}};
        store().write(ALICE, change -> {
            for (byte[] key : keys) change.put(key, new byte[] {1});
            return null;
        });

        List<View.Row> rows =
                store().read(ALICE, view -> view.scan(new byte[0], new byte[] {-1, -1}, 10, Order.ASCENDING));

        assertThat(rows.stream().map(View.Row::key)).containsExactly(keys);
    }

    @Test
    void versionsCountCommitsAndOutliveEmptiedPartitions() {
        put(ALICE, "a", "1");
        store().write(ALICE, change -> {
            change.delete(bytes("a"));
            return null;
        });

        reopen(TestRecords.SCHEMA);

        assertThat(version(ALICE)).isEqualTo(2);
        assertThat(version(BOB)).isZero();
    }

    @Test
    void aChangeWithoutWritesIsNoCommit() {
        put(ALICE, "a", "1");

        assertThat(store().write(ALICE, View::version)).isEqualTo(1);

        assertThat(version(ALICE)).isEqualTo(1);
    }

    @Test
    void aWriteNeverSpansPartitions() {
        assertThatThrownBy(() -> store().write(
                                ALICE,
                                change -> store().write(BOB, other -> {
                                    other.put(bytes("a"), bytes("1"));
                                    return null;
                                })))
                .isInstanceOf(IllegalStateException.class);

        assertThat(get(BOB, "a")).isEmpty();
    }

    @Test
    void commitsAreBounded() {
        assertThatThrownBy(() -> store().write(ALICE, change -> {
                    for (int i = 0; i < 100; i++) change.put(new byte[] {(byte) i}, new byte[1 << 20]);
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(version(ALICE)).isZero();
    }

    @Test
    void aReadKeepsItsSnapshotWhileOthersCommit() {
        put(ALICE, "a", "1");

        List<String> seen = store().read(ALICE, view -> {
            String before = get(view, "a");
            inAnotherThread(() -> put(ALICE, "a", "2"));
            return List.of(before, get(view, "a"));
        });

        assertThat(seen).containsExactly("1", "1");
        assertThat(get(ALICE, "a")).isEqualTo("2");
    }

    @Test
    void readAllAnswersForEachPartition() {
        put(ALICE, "a", "1");
        put(BOB, "a", "2");

        Map<Partition, Long> versions = store().readAll(List.of(ALICE, BOB, CAROL), View::version);

        assertThat(versions).containsExactly(Map.entry(ALICE, 1L), Map.entry(BOB, 1L), Map.entry(CAROL, 0L));
    }

    @Test
    void noUpdateIsLostBetweenManyThreads() throws Exception {
        int threads = 64;
        int rounds = 50;
        long each = threads / 2L * rounds;
        var begin = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Partition partition = i % 2 == 0 ? ALICE : BOB;
                all.add(pool.submit(() -> {
                    begin.await();
                    for (int round = 0; round < rounds; round++) increment(partition);
                    return null;
                }));
            }
            begin.countDown();
            for (Future<?> task : all) task.get();
        }

        assertThat(List.of(get(ALICE, "counter"), get(BOB, "counter"))).containsOnly(Long.toString(each));
        assertThat(version(ALICE)).isEqualTo(each);
    }

    @Test
    void anAnswerIsReadableAsSoonAsItIsGiven() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                all.add(pool.submit(() -> {
                    for (int round = 0; round < 50; round++) {
                        int written = increment(ALICE);
                        assertThat(Integer.parseInt(get(ALICE, "counter"))).isGreaterThanOrEqualTo(written);
                    }
                    return null;
                }));
            }
            for (Future<?> task : all) task.get();
        }
    }

    @Test
    void listenersHearOfEveryCommitInOrder() throws Exception {
        var heard = new ConcurrentLinkedQueue<Long>();
        store().onCommit((partition, version) -> {
            if (partition.equals(ALICE)) heard.add(version);
        });

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) pool.execute(() -> increment(ALICE));
        }

        List<Long> expected = new ArrayList<>();
        for (long version = 1; version <= 200; version++) expected.add(version);
        assertThat(heard).containsExactlyElementsOf(expected);
    }

    @Test
    void aListenerSeesTheCommitThatItHearsOf() {
        var seen = new ConcurrentLinkedQueue<Long>();
        store().onCommit((partition, version) -> seen.add(version(partition) - version));

        for (int i = 0; i < 20; i++) increment(ALICE);

        assertThat(seen).hasSize(20).allMatch(ahead -> ahead >= 0);
    }

    @Test
    void wakeMarksAreDurableMovedAndCleared() {
        wake(ALICE, 30);
        wake(BOB, 10);
        wake(CAROL, 20);
        wake(ALICE, 5);
        store().write(CAROL, change -> {
            change.sleep();
            return null;
        });

        reopen(TestRecords.SCHEMA);

        assertThat(store().due(Instant.ofEpochSecond(4), 10)).isEmpty();
        assertThat(store().due(Instant.ofEpochSecond(5), 10)).containsExactly(ALICE);
        assertThat(store().due(Instant.ofEpochSecond(100), 10)).containsExactly(ALICE, BOB);
        assertThat(store().due(Instant.ofEpochSecond(100), 1)).containsExactly(ALICE);
    }

    @Test
    void aClosedPartitionKeepsItsVersionAndTakesNoRows() {
        put(ALICE, "a", "1");
        assertThatThrownBy(() -> close(ALICE)).isInstanceOf(IllegalStateException.class);
        store().write(ALICE, change -> {
            change.deleteRange(bytes("a"), bytes("z"), 10);
            return null;
        });
        close(ALICE);

        reopen(TestRecords.SCHEMA);

        assertThat(store().<Boolean>read(ALICE, View::isClosed)).isTrue();
        assertThat(version(ALICE)).isEqualTo(3);
        assertThatThrownBy(() -> put(ALICE, "a", "2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void behavesLikeASortedMapWhateverIsDone() {
        RandomGenerator random = Seed.random("behavesLikeASortedMapWhateverIsDone");
        var model = new TreeMap<String, String>();
        for (int step = 0; step < 300; step++) {
            var next = new TreeMap<>(model);
            boolean fails = random.nextInt(10) == 0;
            try {
                store().write(ALICE, change -> {
                    for (int i = random.nextInt(6); i >= 0; i--) changeBoth(change, next, random);
                    if (fails) throw new IllegalArgumentException();
                    return null;
                });
                model = next;
            } catch (IllegalArgumentException expected) {
                assertThat(fails).isTrue();
            }
            if (step % 50 == 49) reopen(TestRecords.SCHEMA);
        }
        assertThat(keys(store().read(ALICE, view -> view.scan(bytes(""), bytes("~"), 1000, Order.ASCENDING))))
                .containsExactlyElementsOf(model.keySet());
    }

    private static void changeBoth(Change change, NavigableMap<String, String> model, RandomGenerator random) {
        String key = "k" + random.nextInt(40);
        if (random.nextBoolean()) {
            change.put(bytes(key), bytes("v"));
            model.put(key, "v");
        } else {
            change.delete(bytes(key));
            model.remove(key);
        }
        String from = "k" + random.nextInt(40);
        String to = "k" + random.nextInt(40);
        int limit = 1 + random.nextInt(10);
        Order order = random.nextBoolean() ? Order.ASCENDING : Order.DESCENDING;
        if (from.compareTo(to) > 0) return;
        var expected = model.subMap(from, true, to, false);
        assertThat(keys(change.scan(bytes(from), bytes(to), limit, order)))
                .isEqualTo((order == Order.ASCENDING ? expected : expected.descendingMap())
                        .keySet().stream().limit(limit).toList());
    }

    private int increment(Partition partition) {
        return store().write(partition, change -> {
            byte[] before = change.find(bytes("counter"));
            int next = before == null ? 1 : Integer.parseInt(text(before)) + 1;
            change.put(bytes("counter"), bytes(Integer.toString(next)));
            return next;
        });
    }

    private void wake(Partition partition, long second) {
        store().write(partition, change -> {
            change.wake(Instant.ofEpochSecond(second));
            return null;
        });
    }

    private void close(Partition partition) {
        store().write(partition, change -> {
            change.close();
            return null;
        });
    }

    private static void inAnotherThread(Runnable task) {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.execute(task);
        }
    }
}
