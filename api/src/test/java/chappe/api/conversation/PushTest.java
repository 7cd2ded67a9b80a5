package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.account.ProfileChanges.Parts;
import chappe.domain.box.Actor;
import chappe.wire.SendMessageTypingAction;
import chappe.wire.UpdateDeleteMessages;
import chappe.wire.UpdateNewMessage;
import chappe.wire.UpdateReadHistoryOutbox;
import chappe.wire.UpdateUserTyping;
import chappe.wire.Updates;
import chappe.wire.UpdatesTooLong;
import chappe.wire.contacts.Block;
import chappe.wire.messages.DeleteMessages;
import chappe.wire.messages.GetPinnedDialogs;
import chappe.wire.messages.ReadHistory;
import chappe.wire.messages.SetTyping;
import chappe.wire.updates.GetDifference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PushTest {
    @TempDir
    private Path folder;

    private Town town;
    private UserId aliceId;
    private UserId bobId;
    private Session alice;
    private Session bob;

    @BeforeEach
    void open() {
        town = new Town(folder);
        aliceId = town.settle(11, "Alice");
        bobId = town.settle(22, "Bob");
        alice = town.online(aliceId);
        bob = town.online(bobId);
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void anotherKeyOfTheAuthorIsPushedWhatTheFirstOneSent() {
        Session phone = town.online(aliceId, 5);

        alice.send(bobId, "hi");

        assertThat(phone.updates()).hasSize(1).allMatch(UpdateNewMessage.class::isInstance);
        assertThat(alice.pushes()).isEmpty();
    }

    @Test
    void pushesComeInOrderAndWithoutGaps() {
        for (int i = 0; i < 250; i++) alice.send(bobId, "message " + i);

        assertThat(bob.updates())
                .extracting(update -> ((UpdateNewMessage) update).pts())
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(2, 251).boxed().toList());
    }

    @Test
    void pushesGoToTheSessionThatLastCalled() {
        Session second = town.online(bobId, 1_022);
        alice.send(bobId, "one");
        assertThat(second.updates()).hasSize(1);
        assertThat(bob.pushes()).isEmpty();

        bob.state();
        alice.send(bobId, "two");

        assertThat(bob.updates()).hasSize(1);
        assertThat(second.pushes()).isEmpty();
    }

    @Test
    void aSessionForFilesIsNotPushedTo() {
        Session files = town.session(bobId, 1_022);
        files.refusal(new chappe.wire.upload.GetFile.Builder(
                        new chappe.wire.InputPeerPhotoFileLocation.Builder(files.to(aliceId), 1).build(), 0, 1024)
                .build());

        alice.send(bobId, "hi");

        assertThat(bob.updates()).hasSize(1);
        assertThat(files.pushes()).isEmpty();
    }

    @Test
    void aNewSessionIsToldToCatchUpUnlessItAsksOfItsOwn() {
        Session second = town.session(bobId, 1_022);
        second.call(new GetPinnedDialogs(0));
        Session third = town.session(bobId, 1_022);
        third.call(new GetDifference.Builder(1, 0, 0).build());

        assertThat(second.pushes()).containsExactly(new UpdatesTooLong());
        assertThat(third.pushes()).isEmpty();
    }

    @Test
    void afterTheSessionClosesTheOneBeforeItGetsThePushes() {
        Session second = town.online(bobId, 1_022);
        second.close();

        alice.send(bobId, "hi");

        assertThat(bob.updates()).hasSize(1);
    }

    @Test
    void whoLoggedOutIsPushedNothingMore() {
        town.pusher.loggedOut(new AuthKeyId(1_022));

        alice.send(bobId, "hi");

        assertThat(bob.pushes()).isEmpty();
        assertThat(town.pusher.isLive(bobId)).isFalse();
    }

    @Test
    void aKeyThatLogsInAsSomebodyElseLeavesTheFirstOnesBox() {
        UserId carolId = town.settle(33, "Carol");
        Session carol = town.online(carolId, 1_022);

        alice.send(bobId, "for bob only");

        assertThat(bob.pushes()).isEmpty();
        assertThat(carol.pushes()).isEmpty();
    }

    @Test
    void closedSessionsLeaveNothingBehind() {
        alice.close();
        bob.close();

        assertThat(town.pusher.liveUsers()).isZero();
    }

    /// R10: a commit between the reading of the head and the subscribing would never be told. It cannot fall
    /// in between: here it falls right after the subscribing, before the head is read.
    @Test
    void whatIsCommittedWhileASessionSubscribesIsPushedOrInItsState() {
        for (int round = 0; round < 50; round++) {
            Session carol = town.session(town.settle(100 + round, "Carol"), 100 + round);
            Thread sender = Thread.startVirtualThread(() -> alice.send(carol.user, "hi"));

            int known = carol.state().pts();
            join(sender);

            List<Integer> pushed = carol.updates().stream()
                    .map(update -> ((UpdateNewMessage) update).pts())
                    .toList();
            if (known == 1) assertThat(pushed).containsExactly(2);
            else assertThat(pushed).isSubsetOf(2);
        }
    }

    /// R10: notices may be lost; the heads are compared every few seconds.
    @Test
    void aMissedNoticeIsMadeUpForByComparingHeads() {
        Session carol = town.online(town.settle(33, "Carol"), 3);
        town.deliver();
        town.loseNotices(true);
        alice.send(carol.user, "hi");
        town.deliverLetters();
        assertThat(carol.arrived()).isEmpty();
        town.loseNotices(false);

        town.pusher.compareHeads();

        assertThat(carol.updates()).hasSize(1);
    }

    @Test
    void aSessionFarBehindIsToldToCatchUp() {
        town.loseNotices(true);
        for (int i = 0; i < 1_001; i++) alice.send(bobId, "message " + i);
        town.deliverLetters();
        town.loseNotices(false);

        assertThat(bob.pushes()).containsExactly(new UpdatesTooLong());

        alice.send(bobId, "one more");
        assertThat(bob.updates()).hasSize(1);
    }

    /// R9: the row names the message, and the message is gone when the row is read.
    @Test
    void aMessageThatIsGoneByTheTimeIsPushedAsADeletion() {
        town.loseNotices(true);
        var sent = (UpdateNewMessage) alice.send(bobId, "oops").updates().getLast();
        alice.call(new DeleteMessages.Builder(List.of(((chappe.wire.Message) sent.message()).id()))
                .revoke(true)
                .build());
        town.deliverLetters();
        town.loseNotices(false);

        assertThat(bob.updates())
                .containsExactly(
                        new UpdateDeleteMessages(List.of(1), 2, 1), new UpdateDeleteMessages(List.of(1), 3, 1));
    }

    @Test
    void theAuthorHearsThatTheMessageWasRead() {
        alice.send(bobId, "one");
        alice.send(bobId, "two");
        town.deliver();

        var affected = bob.call(new ReadHistory(bob.to(aliceId), 2));

        assertThat(affected.ptsCount()).isEqualTo(1);
        assertThat(alice.updates()).containsExactly(new UpdateReadHistoryOutbox(new chappe.wire.PeerUser(22), 2, 4, 1));
    }

    @Test
    void typingReachesLiveSessionsOnlyAndLeavesNoTrace() {
        alice.call(new SetTyping.Builder(alice.to(bobId), new SendMessageTypingAction()).build());

        var pushes = bob.pushes();
        assertThat(((Updates) pushes.getFirst()).updates())
                .containsExactly(new UpdateUserTyping.Builder(11, new SendMessageTypingAction()).build());
        assertThat(bob.state().pts()).isEqualTo(1);
    }

    @Test
    void typingDoesNotReachWhoHasBlocked() {
        bob.call(new Block.Builder(bob.to(aliceId)).build());
        bob.pushes();

        alice.call(new SetTyping.Builder(alice.to(bobId), new SendMessageTypingAction()).build());

        assertThat(bob.pushes()).isEmpty();
    }

    /// People are kept in memory for some seconds; a change of theirs must be seen at once all the same.
    @Test
    void whoWasRenamedIsPushedUnderTheNewName() {
        alice.send(bobId, "as Alice");
        bob.pushes();
        town.profiles.update(new Actor(aliceId, new AuthKeyId(9)), new Parts("Alicia", null, null));

        alice.send(bobId, "as Alicia");

        var updates = (Updates) bob.pushes().getFirst();
        assertThat(updates.users())
                .extracting(user -> ((chappe.wire.User) user).firstName())
                .containsExactly("Alicia");
    }

    @Test
    void aBoxThatNobodyFollowsIsOfNoConcern() {
        town.pusher.moved(new UserId(99));

        assertThat(bob.pushes()).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
