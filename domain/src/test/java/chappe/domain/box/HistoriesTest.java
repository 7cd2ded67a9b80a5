package chappe.domain.box;

import static chappe.domain.box.Post.by;
import static chappe.domain.box.Post.user;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.box.Histories.Cleared;
import chappe.domain.box.Messages.Affected;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoriesTest {
    private static final UserId ALICE = user(11);
    private static final UserId BOB = user(22);
    private static final UserId CAROL = user(33);

    @TempDir
    private Path folder;

    private Post post;

    @BeforeEach
    void open() {
        post = new Post(folder);
    }

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void readingAPartCountsWhatIsLeft() {
        for (int i = 0; i < 5; i++) post.send(ALICE, BOB, "message " + i);
        post.deliver();

        Affected affected = post.histories.read(by(BOB), Peer.user(ALICE), 3);
        post.deliver();

        assertThat(affected).isEqualTo(new Affected(7, 1));
        assertThat(post.dialog(BOB, ALICE))
                .extracting(Dialog::readInboxMaxId, Dialog::unreadCount)
                .containsExactly(3, 2);
        assertThat(post.updateLog.state(BOB).unreadCount()).isEqualTo(2);
        assertThat(post.dialog(ALICE, BOB).readOutboxMaxId()).isEqualTo(3);
    }

    @Test
    void readingAgainOrFurtherBackMovesNothing() {
        post.send(ALICE, BOB, "one");
        post.send(ALICE, BOB, "two");
        post.deliver();
        post.histories.read(by(BOB), Peer.user(ALICE), 0);

        assertThat(post.histories.read(by(BOB), Peer.user(ALICE), 1)).isEqualTo(new Affected(4, 0));
        assertThat(post.histories.read(by(BOB), Peer.user(ALICE), 99)).isEqualTo(new Affected(4, 0));
    }

    /// Found by the simulation: the reader's device marked it, and the box fell back behind it.
    @Test
    void readingUpToAMessageThatIsGoneMovesTheMarkThere() {
        post.send(ALICE, BOB, "one");
        post.send(ALICE, BOB, "two");
        post.deliver();
        post.messages.delete(by(BOB), List.of(2), false);

        post.histories.read(by(BOB), Peer.user(ALICE), 2);

        assertThat(post.dialog(BOB, ALICE))
                .extracting(Dialog::readInboxMaxId, Dialog::unreadCount)
                .containsExactly(2, 0);
    }

    /// A mark above everything must not cover what is still to come.
    @Test
    void readingFarAheadDoesNotReadTheNextMessage() {
        post.send(ALICE, BOB, "one");
        post.deliver();
        post.histories.read(by(BOB), Peer.user(ALICE), Integer.MAX_VALUE);

        post.send(ALICE, BOB, "two");
        post.deliver();

        assertThat(post.dialog(BOB, ALICE).unreadCount()).isEqualTo(1);
    }

    /// R6: ids of the reader's box mean nothing in the author's.
    @Test
    void theReceiptNamesTheAuthorsOwnNumber() {
        for (int i = 0; i < 7; i++) post.send(CAROL, BOB, "noise");
        post.send(ALICE, BOB, "one");
        post.send(ALICE, BOB, "two");
        post.deliver();

        post.histories.read(by(BOB), Peer.user(ALICE), 8);
        post.deliver();

        assertThat(post.dialog(ALICE, BOB).readOutboxMaxId()).isEqualTo(1);
    }

    /// R6: the author deletes the message while the receipt that names it is on its way; the mark still moves.
    @Test
    void aReceiptForWhatTheAuthorDeletedStillMovesTheMark() {
        Sent sent = post.send(ALICE, BOB, "one");
        post.deliver();
        post.whileHeldBack(() -> {
            post.histories.read(by(BOB), Peer.user(ALICE), 0);
            post.messages.delete(by(ALICE), List.of(sent.id()), false);
        });
        post.deliver();

        assertThat(post.dialog(ALICE, BOB).readOutboxMaxId()).isEqualTo(sent.id());
    }

    @Test
    void readingWhatOneWroteSendsNoReceipt() {
        post.send(ALICE, BOB, "one");
        post.deliver();

        post.histories.read(by(ALICE), Peer.user(BOB), 0);
        post.deliver();

        assertThat(post.updateLog.state(BOB).pts()).isEqualTo(2);
    }

    /// R6: clearing for both names two watermarks, so the other box loses also what this one deleted long ago, and a
    /// message that crosses the letter survives in both.
    @Test
    void clearingForBothTakesWhatWasThereAndNothingThatCrosses() {
        Sent hers = post.send(ALICE, BOB, "hers");
        post.send(BOB, ALICE, "his");
        post.deliver();
        post.messages.delete(by(ALICE), List.of(hers.id()), false);
        post.whileHeldBack(() -> {
            post.histories.clear(by(ALICE), Peer.user(BOB), 0, false, true);
            post.send(BOB, ALICE, "crossing");
            post.send(ALICE, BOB, "after");
        });
        post.deliver();

        assertThat(post.texts(ALICE, BOB)).containsExactlyInAnyOrder("crossing", "after");
        assertThat(post.texts(BOB, ALICE)).containsExactly("crossing", "after");
    }

    @Test
    void clearingForBothUpToAMessageLeavesWhatCameAfterIt() {
        post.send(ALICE, BOB, "one");
        post.send(BOB, ALICE, "two");
        post.deliver();
        post.send(ALICE, BOB, "three");
        post.send(BOB, ALICE, "four");
        post.deliver();
        int two = post.history(ALICE, BOB).messages().stream()
                .filter(message -> message.text().equals("two"))
                .findFirst()
                .orElseThrow()
                .id();

        post.histories.clear(by(ALICE), Peer.user(BOB), two, false, true);
        post.deliver();

        assertThat(post.texts(ALICE, BOB)).containsExactlyInAnyOrder("three", "four");
        assertThat(post.texts(BOB, ALICE)).containsExactlyInAnyOrder("three", "four");
    }

    /// R14: the receiver's part goes on by letters to itself, each a bounded commit.
    @Test
    void aLongHistoryIsClearedInBoundedCommitsOnBothSides() {
        int count = Limits.DELETED_AT_ONCE_MAX * 2 + 7;
        for (int i = 0; i < count; i++) post.send(i % 2 == 0 ? ALICE : BOB, i % 2 == 0 ? BOB : ALICE, "message " + i);
        post.deliver();

        Cleared first = post.histories.clear(by(ALICE), Peer.user(BOB), 0, false, true);
        post.deliver();

        assertThat(first.ptsCount()).isEqualTo(Limits.DELETED_AT_ONCE_MAX);
        assertThat(first.left()).isEqualTo(Limits.DELETED_AT_ONCE_MAX + 7);
        assertThat(post.texts(BOB, ALICE)).isEmpty();
        assertThat(post.dialog(BOB, ALICE))
                .extracting(Dialog::messageCount, Dialog::unreadCount, Dialog::isListed)
                .containsExactly(0, 0, false);
        assertThat(post.events(BOB, count + 1))
                .allSatisfy(event ->
                        assertThat(((Event.Deleted) event).ids()).hasSizeLessThanOrEqualTo(Limits.DELETED_AT_ONCE_MAX));

        assertThat(post.histories
                        .clear(by(ALICE), Peer.user(BOB), 0, false, true)
                        .left())
                .isEqualTo(7);
        assertThat(post.histories
                        .clear(by(ALICE), Peer.user(BOB), 0, false, true)
                        .left())
                .isZero();
        assertThat(post.texts(ALICE, BOB)).isEmpty();
    }

    @Test
    void aClearedDialogComesBackWithTheNextMessage() {
        post.send(ALICE, BOB, "one");
        post.deliver();
        post.histories.clear(by(BOB), Peer.user(ALICE), 0, false, false);
        assertThat(post.dialogs.page(BOB, Dialogs.After.START, 10, false).lines())
                .isEmpty();

        post.send(ALICE, BOB, "two");
        post.deliver();

        var page = post.dialogs.page(BOB, Dialogs.After.START, 10, false);
        assertThat(page.count()).isEqualTo(1);
        assertThat(page.lines().getFirst().dialog().unreadCount()).isEqualTo(1);
        assertThat(post.texts(ALICE, BOB)).containsExactly("one", "two");
    }

    @Test
    void clearingUnderAServiceMessageTwiceChangesNothingMore() {
        post.send(ALICE, BOB, "one");
        post.histories.clear(by(ALICE), Peer.user(BOB), 0, true, false);

        assertThat(post.histories.clear(by(ALICE), Peer.user(BOB), 0, true, false))
                .isEqualTo(new Cleared(3, 0, 0));
    }
}
