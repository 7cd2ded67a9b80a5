package chappe.store.post;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.core.tl.TlObject;
import chappe.store.Change;
import chappe.store.EngineSuite;
import chappe.store.Mail.Posted;
import chappe.store.Mail.Taking;
import chappe.store.Partition;
import chappe.store.Store.Letter;
import chappe.store.TestRecords;
import chappe.store.TestRecords.Note;
import chappe.store.TestRecords.Parcel;
import chappe.store.View.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every engine and the post office promise together: rules R1 to R4 and R14, each by the interleaving that breaks
/// it.
public abstract class PostOfficeContract extends EngineSuite {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeTimer timer = new FakeTimer();

    @SuppressWarnings("NullAway.Init") // JUnit calls startOffice before each test
    private PostOffice office;

    @BeforeEach
    void startOffice() {
        office = new PostOffice(engine.mail(), threads, timer);
    }

    @AfterEach
    void closeOffice() {
        office.close();
        threads.close();
    }

    @Test
    void aLetterHasItsEffectOnceAndLeavesTheOutbox() throws Exception {
        office.on(Note.class, PostOfficeContract::append);

        send(ALICE, BOB, "salut");

        assertThat(office.awaitDelivered(ALICE, PATIENCE)).isTrue();
        assertThat(inbox(BOB)).containsExactly("1 salut");
        assertThat(engine.mail().undelivered(null, 10)).isEmpty();
    }

    @Test
    void r1NumbersAreDensePerPairAndOutliveRestartsAndEmptiedPartitions() throws Exception {
        office.on(Note.class, PostOfficeContract::append);
        send(ALICE, BOB, "one");
        send(ALICE, CAROL, "one");
        send(ALICE, BOB, "two");
        office.awaitDelivered(ALICE, PATIENCE);
        store().write(BOB, change -> change.deleteRange(bytes("a"), bytes("z"), 100));

        restart();
        office.on(Note.class, PostOfficeContract::append);
        send(ALICE, BOB, "three");

        office.awaitDelivered(ALICE, PATIENCE);
        assertThat(inbox(BOB)).containsExactly("3 three");
        assertThat(inbox(CAROL)).containsExactly("1 one");
    }

    @Test
    void r1TheReceiverTakesTheNextAcknowledgesTheOldAndRefusesMore() {
        var first = new Posted(ALICE, BOB, 1, 0, new Note("one"));
        var second = new Posted(ALICE, BOB, 2, 0, new Note("two"));
        var third = new Posted(ALICE, BOB, 3, 0, new Note("three"));

        var answers =
                List.of(take(second), take(first), take(first), take(third), take(second), take(first), take(third));

        assertThat(answers)
                .containsExactly(
                        Taking.AHEAD,
                        Taking.NEXT,
                        Taking.BEFORE,
                        Taking.AHEAD,
                        Taking.NEXT,
                        Taking.BEFORE,
                        Taking.NEXT);
    }

    @Test
    void r1ALetterThatOvertookIsDeliveredAfterTheOneBeforeIt() throws Exception {
        office.close();
        send(ALICE, BOB, "one");
        var second = new Note("two");
        startOffice();
        office.on(Note.class, PostOfficeContract::append);

        store().write(ALICE, change -> {
            change.post(BOB, second); // this office never heard of the first letter
            return null;
        });

        office.awaitDelivered(ALICE, PATIENCE);
        office.drain(read -> {});
        assertThat(inbox(BOB)).containsExactly("1 one", "2 two");
    }

    @Test
    void r1AClosedPartitionAcknowledgesAndDropsAndItsOwnOutboxStillDrains() throws Exception {
        office.close();
        send(BOB, CAROL, "my last words");
        send(ALICE, BOB, "are you there?");
        store().write(BOB, change -> {
            change.close();
            return null;
        });

        restart();
        office.on(Note.class, PostOfficeContract::append);
        office.drain(read -> {});

        assertThat(inbox(CAROL)).containsExactly("1 my last words");
        assertThat(inbox(BOB)).isEmpty();
        assertThat(engine.mail().undelivered(null, 10)).isEmpty();
    }

    @Test
    void r2LettersOfTheLastRunAreDeliveredBeforeReady() throws Exception {
        office.close();
        for (int i = 1; i <= 300; i++) send(ALICE, BOB, "letter " + i);
        store().write(ALICE, change -> {
            change.post(List.of(BOB, CAROL, ALICE), new Note("to all"));
            return null;
        });

        restart();
        office.on(Note.class, PostOfficeContract::append);
        List<Long> progress = Collections.synchronizedList(new ArrayList<>());
        office.drain(progress::add);

        assertThat(inbox(BOB)).hasSize(301).startsWith("1 letter 1").endsWith("301 to all");
        assertThat(inbox(CAROL)).containsExactly("1 to all");
        assertThat(inbox(ALICE)).containsExactly("1 to all");
        assertThat(progress).endsWith(303L);
    }

    @Test
    void r2AWriteThatDiedBetweenEffectAndRemovalIsNotRepeated() throws Exception {
        office.close();
        send(ALICE, BOB, "once");
        Posted letter = engine.mail().undelivered(null, 10).getFirst();
        take(letter);
        var again = new Posted(ALICE, BOB, letter.number(), 0, letter.body());

        Taking taking = take(again);

        assertThat(taking).isEqualTo(Taking.BEFORE);
    }

    @Test
    void r2DeliveryMovesNoVersionOfTheSender() throws Exception {
        office.on(Note.class, PostOfficeContract::append);
        send(ALICE, BOB, "salut");
        long before = version(ALICE);

        office.awaitDelivered(ALICE, PATIENCE);

        assertThat(version(ALICE)).isEqualTo(before).isEqualTo(1);
        assertThat(version(BOB)).isEqualTo(1);
    }

    @Test
    void r2OneBodyServesManyAddresseesAcrossARestart() throws Exception {
        List<Partition> members = LongStream.rangeClosed(1, 500)
                .mapToObj(id -> Partition.box(new UserId(id)))
                .toList();
        office.close();
        store().write(ALICE, change -> {
            change.post(members, new Note("to all"));
            return null;
        });

        restart();
        office.on(Note.class, PostOfficeContract::append);
        office.drain(read -> {});

        assertThat(members).allSatisfy(member -> assertThat(inbox(member)).containsExactly("1 to all"));
        assertThat(engine.mail().undelivered(null, 10)).isEmpty();
    }

    @Test
    void r3ATransientFailureIsTriedAgainInOrderAndDoesNotHoldUpOthers() throws Exception {
        var isDown = new AtomicBoolean(true);
        office.on(Note.class, (change, letter) -> {
            if (letter.body().text().equals("hard") && isDown.get()) throw new IllegalStateException("not now");
            append(change, letter);
        });

        send(ALICE, BOB, "hard");
        send(ALICE, BOB, "after it");
        send(CAROL, BOB, "of another sender");
        office.awaitDelivered(CAROL, PATIENCE);
        List<String> inBetween = inbox(BOB);
        Duration first = timer.runNext();
        Duration second = timer.awaitNext();
        isDown.set(false);
        timer.runNext();
        office.drain(read -> {});

        assertThat(inBetween).containsExactly("1 of another sender");
        assertThat(inbox(BOB)).containsExactly("1 of another sender", "1 hard", "2 after it");
        assertThat(second).isGreaterThan(first);
        assertThat(office.parked()).isZero();
    }

    @Test
    void r3AfterManyFailuresALetterIsPutAsideWithItsNumberAndTheNextArrives() throws Exception {
        office.on(Note.class, (change, letter) -> {
            if (letter.body().text().equals("poison")) throw new IllegalStateException("never");
            append(change, letter);
        });

        send(ALICE, BOB, "poison");
        send(ALICE, BOB, "after it");
        timer.runNext(Limits.LETTER_TRIES_MAX - 1);
        office.drain(read -> {});

        assertThat(inbox(BOB)).containsExactly("2 after it");
        assertThat(office.parked()).isEqualTo(1);
        assertThat(engine.mail().<List<Long>>receive(BOB, change -> change.parked(ALICE, 10)))
                .containsExactly(1L);
        assertThat(engine.mail().undelivered(null, 10)).isEmpty();
    }

    @Test
    void r3ALetterOfAnUnknownTypeIsLeftForANewerNode() throws Exception {
        office.close();
        post(ALICE, BOB, new Parcel(5));
        send(ALICE, BOB, "behind it");
        send(CAROL, BOB, "of another sender");
        reopen(TestRecords.OLDER);
        startOffice();
        office.on(Note.class, PostOfficeContract::append);
        office.drain(read -> {});
        List<String> atTheOlder = inbox(BOB);
        office.close();

        reopen(TestRecords.SCHEMA);
        startOffice();
        office.on(Note.class, PostOfficeContract::append);
        office.on(
                Parcel.class,
                (change, letter) -> append(change, "parcel of " + letter.body().weight()));
        office.drain(read -> {});

        assertThat(atTheOlder).containsExactly("1 of another sender");
        assertThat(inbox(BOB)).containsExactly("1 of another sender", "parcel of 5", "2 behind it");
    }

    @Test
    void r3LettersWithoutAHandlerAreLeftAndStillComeAfterARestart() throws Exception {
        post(ALICE, BOB, new Parcel(1));
        post(ALICE, BOB, new Parcel(2));
        assertThat(office.awaitDelivered(ALICE, PATIENCE)).isFalse();

        restart();
        office.on(
                Parcel.class,
                (change, letter) -> append(change, "parcel of " + letter.body().weight()));
        office.drain(read -> {});

        assertThat(inbox(BOB)).containsExactly("parcel of 1", "parcel of 2");
    }

    @Test
    void r4AGroupOrdersForAllMembersAndTheAuthorsCopyIsAwaited() throws Exception {
        Partition group = new Partition(Partition.Kind.GROUP, 7, "");
        List<Partition> members = List.of(ALICE, BOB, CAROL);
        office.on(
                Parcel.class,
                (change, letter) -> append(change, "message " + letter.body().weight()));
        int rounds = 40;

        List<Future<?>> authors = new ArrayList<>();
        for (Partition author : members) {
            authors.add(threads.submit(() -> {
                for (int i = 0; i < rounds; i++) sayInGroup(group, members, author);
            }));
        }
        for (Future<?> author : authors) author.get();
        office.drain(read -> {});

        List<String> expected = IntStream.rangeClosed(1, 3 * rounds)
                .mapToObj(n -> "message " + n)
                .toList();
        assertThat(List.of(inbox(ALICE), inbox(BOB), inbox(CAROL))).containsOnly(expected);
    }

    @Test
    void r14ALongEffectContinuesByLettersToOneself() throws Exception {
        office.on(Parcel.class, (change, letter) -> {
            append(change, "part " + letter.body().weight());
            if (letter.body().weight() > 1)
                change.post(change.partition(), new Parcel(letter.body().weight() - 1));
        });

        post(ALICE, ALICE, new Parcel(3));
        office.drain(read -> {});

        assertThat(inbox(ALICE)).containsExactly("part 3", "part 2", "part 1");
    }

    @Test
    void r14AReplyAwaitsTheCallersOwnLetters() throws Exception {
        office.on(Note.class, PostOfficeContract::append);

        for (int i = 1; i <= 100; i++) {
            send(ALICE, i % 2 == 0 ? BOB : ALICE, "letter");
            assertThat(office.awaitDelivered(ALICE, PATIENCE)).isTrue();
            assertThat(inbox(ALICE).size() + inbox(BOB).size()).isEqualTo(i);
        }
    }

    @Test
    void manySendersToManyReceiversKeepEveryLetterOnceAndInOrder() throws Exception {
        office.on(Note.class, (change, letter) -> append(change, letter.from().number() + ":" + letter.number()));
        int people = 8;
        int rounds = 60;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int from = 1; from <= people; from++) {
                Partition sender = Partition.box(new UserId(from));
                senders.execute(() -> {
                    for (int i = 0; i < rounds; i++) send(sender, Partition.box(new UserId(1 + i % people)), "x");
                });
            }
        }
        office.drain(read -> {});

        for (int to = 1; to <= people; to++) {
            List<String> got = inbox(Partition.box(new UserId(to)));
            for (int from = 1; from <= people; from++) {
                String prefix = from + ":";
                int expected = rounds / people + (to - 1 < rounds % people ? 1 : 0);
                assertThat(got.stream().filter(each -> each.startsWith(prefix)))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, expected)
                                .mapToObj(n -> prefix + n)
                                .toList());
            }
        }
    }

    @Test
    void moreLettersThanAreHeldInMemoryAllArrive() throws Exception {
        var open = new CountDownLatch(1);
        office.on(Note.class, (change, letter) -> {
            awaitQuietly(open);
            append(change, letter);
        });
        int count = Limits.LETTERS_HELD_MAX * 2 + 7;

        for (int i = 1; i <= count; i++) send(ALICE, BOB, "letter");
        open.countDown();
        office.drain(read -> {});

        assertThat(inbox(BOB)).hasSize(count).endsWith(count + " letter");
    }

    @Test
    void r12APauseHoldsDeliveriesAndNotSends() throws Exception {
        office.on(Note.class, PostOfficeContract::append);

        office.pauseWhile(() -> {
            send(ALICE, BOB, "salut");
            assertThat(engine.mail().undelivered(null, 10)).hasSize(1);
            assertThat(inbox(BOB)).isEmpty();
        });
        office.awaitDelivered(ALICE, PATIENCE);

        assertThat(inbox(BOB)).containsExactly("1 salut");
    }

    private void sayInGroup(Partition group, List<Partition> members, Partition author) {
        long number = store().write(group, change -> {
            long next = change.version() + 1;
            change.put(bytes("message " + next), bytes("text"));
            change.post(members, new Parcel(next));
            return next;
        });
        try {
            assertThat(office.awaitDelivered(group, PATIENCE)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(inbox(author)).contains("message " + number);
    }

    private void restart() {
        office.close();
        reopen(TestRecords.SCHEMA);
        startOffice();
    }

    private Taking take(Posted letter) {
        return engine.mail().receive(letter.to(), change -> change.take(letter));
    }

    private void send(Partition from, Partition to, String text) {
        post(from, to, new Note(text));
    }

    private void post(Partition from, Partition to, TlObject letter) {
        store().write(from, change -> {
            change.post(to, letter);
            return null;
        });
    }

    private static void append(Change change, Letter<Note> letter) {
        append(change, letter.number() + " " + letter.body().text());
    }

    private static void append(Change change, String line) {
        int next = 100_000
                + change.scan(bytes("m"), bytes("n"), 1, Order.DESCENDING).stream()
                        .mapToInt(row -> Integer.parseInt(text(row.key()).substring(1)) - 100_000 + 1)
                        .findFirst()
                        .orElse(0);
        change.put(bytes("m" + next), bytes(line));
    }

    private List<String> inbox(Partition partition) {
        return store().read(
                        partition,
                        view -> view.scan(bytes("m"), bytes("n"), 10_000, Order.ASCENDING).stream()
                                .map(row -> text(row.value()))
                                .toList());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
