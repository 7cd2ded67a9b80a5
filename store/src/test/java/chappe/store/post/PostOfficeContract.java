package chappe.store.post;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.UserId;
import chappe.store.Mail.Posted;
import chappe.store.Mail.Taking;
import chappe.store.Partition;
import chappe.store.TestRecords.Note;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Rules R1 and R2 over any engine: numbers, outboxes and restarts, each by the interleaving that breaks it.
public abstract class PostOfficeContract extends PostSuite {

    @Test
    void aLetterHasItsEffectOnceAndLeavesTheOutbox() throws Exception {
        office.on(Note.class, PostSuite::append);

        send(ALICE, BOB, "salut");

        assertThat(office.awaitDelivered(ALICE, PATIENCE)).isTrue();
        assertThat(inbox(BOB)).containsExactly("1 salut");
        assertThat(engine.mail().undelivered(null, 10)).isEmpty();
    }

    @Test
    void r1NumbersAreDensePerPairAndOutliveRestartsAndEmptiedPartitions() throws Exception {
        office.on(Note.class, PostSuite::append);
        send(ALICE, BOB, "one");
        send(ALICE, CAROL, "one");
        send(ALICE, BOB, "two");
        office.awaitDelivered(ALICE, PATIENCE);
        store().write(BOB, change -> change.deleteRange(bytes("a"), bytes("z"), 100));

        restart();
        office.on(Note.class, PostSuite::append);
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
        office.on(Note.class, PostSuite::append);

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
        office.on(Note.class, PostSuite::append);
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
        office.on(Note.class, PostSuite::append);
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
        office.on(Note.class, PostSuite::append);
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
        office.on(Note.class, PostSuite::append);
        office.drain(read -> {});

        assertThat(members).allSatisfy(member -> assertThat(inbox(member)).containsExactly("1 to all"));
        assertThat(engine.mail().undelivered(null, 10)).isEmpty();
    }
}
