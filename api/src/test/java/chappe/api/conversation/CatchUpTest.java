package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.UserId;
import chappe.wire.Message;
import chappe.wire.PeerUser;
import chappe.wire.UpdateDeleteMessages;
import chappe.wire.UpdatePeerBlocked;
import chappe.wire.UpdateReadHistoryInbox;
import chappe.wire.User;
import chappe.wire.contacts.Block;
import chappe.wire.messages.DeleteMessages;
import chappe.wire.messages.ReadHistory;
import chappe.wire.updates.Difference;
import chappe.wire.updates.DifferenceEmpty;
import chappe.wire.updates.DifferenceSlice;
import chappe.wire.updates.DifferenceType;
import chappe.wire.updates.GetDifference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatchUpTest {
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
    void aFreshBoxStartsAtPtsOne() {
        var state = bob.state();

        assertThat(state.pts()).isEqualTo(1);
        assertThat(state.date()).isEqualTo((int) Town.START.getEpochSecond());
        assertThat(state.unreadCount()).isZero();
    }

    @Test
    void nothingMissedIsEmpty() {
        assertThat(difference(bob, 1)).isInstanceOf(DifferenceEmpty.class);
    }

    @Test
    void missedMessagesComeWithTheirPeopleAndTheNewState() {
        alice.send(bobId, "one");
        alice.send(bobId, "two");
        town.deliver();

        var difference = (Difference) difference(bob, 1);

        assertThat(difference.newMessages())
                .extracting(message -> ((Message) message).message())
                .containsExactly("one", "two");
        assertThat(difference.users()).extracting(user -> ((User) user).id()).containsExactly(11L);
        assertThat(difference.state().pts()).isEqualTo(3);
        assertThat(difference.state().unreadCount()).isEqualTo(2);
    }

    @Test
    void ownCallsAreInTheDifferenceToo() {
        alice.send(bobId, "one");

        assertThat(((Difference) difference(alice, 1)).newMessages()).hasSize(1);
    }

    @Test
    void aLongGapComesInSlicesThatFollowOnEachOther() {
        for (int i = 0; i < 1_100; i++) alice.send(bobId, "message " + i);
        town.deliver();

        List<Integer> ids = new ArrayList<>();
        int pts = 1;
        int slices = 0;
        while (difference(bob, pts) instanceof DifferenceSlice slice) {
            slice.newMessages().forEach(message -> ids.add(((Message) message).id()));
            assertThat(slice.intermediateState().pts()).isGreaterThan(pts);
            pts = slice.intermediateState().pts();
            slices++;
        }
        var last = (Difference) difference(bob, pts);
        last.newMessages().forEach(message -> ids.add(((Message) message).id()));

        assertThat(slices).isEqualTo(2);
        assertThat(ids).hasSize(1_100).doesNotHaveDuplicates().isSorted();
        assertThat(last.state().pts()).isEqualTo(1_101);
    }

    @Test
    void aSliceOfLongMessagesStaysBelowWhatClientsTake() {
        for (int i = 0; i < 60; i++) alice.send(bobId, "\u65e5".repeat(4_096));
        town.deliver();

        var slice = (DifferenceSlice) difference(bob, 1);

        assertThat(slice.newMessages()).hasSizeBetween(20, 50);
    }

    /// R9.
    @Test
    void aMessageThatIsGoneIsADeletionInTheDifference() {
        alice.send(bobId, "oops");
        alice.call(new DeleteMessages.Builder(List.of(1)).revoke(true).build());
        town.deliver();

        var difference = (Difference) difference(bob, 1);

        assertThat(difference.newMessages()).isEmpty();
        assertThat(difference.otherUpdates())
                .containsExactly(
                        new UpdateDeleteMessages(List.of(1), 2, 1), new UpdateDeleteMessages(List.of(1), 3, 1));
    }

    @Test
    void aReadMarkCountsTheMessagesThatTravelBeforeIt() {
        alice.send(bobId, "read");
        town.deliver();
        bob.call(new ReadHistory(bob.to(aliceId), 1));
        alice.send(bobId, "unread");
        town.deliver();

        var difference = (Difference) difference(bob, 1);

        assertThat(difference.otherUpdates())
                .containsExactly(new UpdateReadHistoryInbox.Builder(new PeerUser(11), 1, 1, 3, 1).build());
    }

    /// R9: rows without pts are states, repeated by date.
    @Test
    void aStateThatMovesNoPtsIsRepeatedByTheClientsDate() {
        alice.send(bobId, "one");
        town.deliver();
        int date = bob.state().date();
        bob.call(new Block.Builder(bob.to(aliceId)).build());
        town.clock.advance(Duration.ofHours(1));

        var difference = (Difference) bob.call(new GetDifference.Builder(2, date, 0).build());
        var later = bob.call(new GetDifference.Builder(2, bob.state().date(), 0).build());

        assertThat(difference.otherUpdates())
                .containsExactly(new UpdatePeerBlocked.Builder(new PeerUser(11))
                        .blocked(true)
                        .build());
        assertThat(difference.state().pts()).isEqualTo(2);
        assertThat(later).isInstanceOf(DifferenceEmpty.class);
    }

    @Test
    void limitsAndOddDatesAreTolerated() {
        alice.send(bobId, "one");
        town.deliver();
        var ask = new GetDifference.Builder(1, Integer.MAX_VALUE, -1)
                .ptsLimit(10)
                .ptsTotalLimit(Integer.MAX_VALUE)
                .qtsLimit(10)
                .build();

        assertThat(((Difference) bob.call(ask)).newMessages()).hasSize(1);
    }

    @Test
    void aPtsThatTheBoxNeverHadIsRefused() {
        assertThat(bob.refusal(new GetDifference.Builder(0, 0, 0).build())).isEqualTo("PERSISTENT_TIMESTAMP_EMPTY");
        assertThat(bob.refusal(new GetDifference.Builder(-1, 0, 0).build())).isEqualTo("PERSISTENT_TIMESTAMP_INVALID");
        assertThat(bob.refusal(new GetDifference.Builder(2, 0, 0).build())).isEqualTo("PERSISTENT_TIMESTAMP_INVALID");
    }

    private static DifferenceType difference(Session session, int pts) {
        return session.call(new GetDifference.Builder(pts, Integer.MAX_VALUE, 0).build());
    }
}
