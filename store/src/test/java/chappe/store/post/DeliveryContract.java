package chappe.store.post;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.TestRecords;
import chappe.store.TestRecords.Note;
import chappe.store.TestRecords.Parcel;
import chappe.store.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Rules R3, R4, R5, R12 and R14 over any engine: failures, groups, pauses and replies, each by the interleaving that
/// breaks it.
public abstract class DeliveryContract extends PostSuite {
    private static final byte[] FACT = bytes("fact");

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
        office.on(Note.class, PostSuite::append);
        office.drain(read -> {});
        List<String> atTheOlder = inbox(BOB);
        office.close();

        reopen(TestRecords.SCHEMA);
        startOffice();
        office.on(Note.class, PostSuite::append);
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
    void r3AnErrorOfAHandlerIsAFailureLikeAnyOther() throws Exception {
        var isBroken = new AtomicBoolean(true);
        office.on(Note.class, (change, letter) -> {
            if (isBroken.getAndSet(false)) throw new AssertionError("a bug");
            append(change, letter);
        });

        send(ALICE, BOB, "salut");
        timer.runNext();
        office.drain(read -> {});

        assertThat(inbox(BOB)).containsExactly("1 salut");
    }

    @Test
    void r3ALeftLetterDelaysNoLaterReply() throws Exception {
        office.on(Note.class, PostSuite::append);
        post(ALICE, BOB, new Parcel(1));
        assertThat(office.awaitDelivered(ALICE, PATIENCE)).isFalse();

        send(ALICE, CAROL, "salut");

        assertThat(office.awaitDelivered(ALICE, PATIENCE)).isTrue();
        assertThat(inbox(CAROL)).containsExactly("1 salut");
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

    /// Both ends change the fact while the other one's letters are on their way: were the last letter to win, each
    /// would
    /// end with what the other one set.
    @Test
    void r5AFactThatBothEndsSetComesToTheSameAtBothHoweverLettersCross() throws Exception {
        office.on(
                Parcel.class,
                (change, letter) -> keepTheHigher(change, letter.body().weight()));

        office.pauseWhile(() -> {
            for (int i = 0; i < 2; i++) {
                setFact(ALICE, BOB);
                setFact(BOB, ALICE);
            }
        });
        office.drain(read -> {});
        List<Long> crossed = List.of(fact(ALICE), fact(BOB));
        setFact(ALICE, BOB);
        office.drain(read -> {});

        assertThat(crossed).containsExactly(stamp(2, BOB), stamp(2, BOB));
        assertThat(List.of(fact(ALICE), fact(BOB))).containsExactly(stamp(3, ALICE), stamp(3, ALICE));
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
        office.on(Note.class, PostSuite::append);

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
        office.on(Note.class, PostSuite::append);

        office.pauseWhile(() -> {
            send(ALICE, BOB, "salut");
            assertThat(engine.mail().undelivered(null, 10)).hasSize(1);
            assertThat(inbox(BOB)).isEmpty();
        });
        office.awaitDelivered(ALICE, PATIENCE);

        assertThat(inbox(BOB)).containsExactly("1 salut");
    }

    /// The Lamport counter of a fact and who set it, in one number that orders them: users are numbered below 100 here.
    private static long stamp(long counter, Partition by) {
        return counter * 100 + by.number();
    }

    private void setFact(Partition end, Partition other) {
        store().write(end, change -> {
            long next = stamp(fact(change) / 100 + 1, end);
            change.put(FACT, bytes(Long.toString(next)));
            change.post(other, new Parcel(next));
            return null;
        });
    }

    private static void keepTheHigher(Change change, long stamp) {
        if (stamp > fact(change)) change.put(FACT, bytes(Long.toString(stamp)));
    }

    private static long fact(View view) {
        byte[] stored = view.find(FACT);
        return stored == null ? 0 : Long.parseLong(text(stored));
    }

    private long fact(Partition end) {
        return store().read(end, view -> fact(view));
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
}
