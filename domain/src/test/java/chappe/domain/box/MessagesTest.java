package chappe.domain.box;

import static chappe.domain.box.Post.by;
import static chappe.domain.box.Post.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.record.BoxMessage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MessagesTest {
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
    void aMessageStandsInBothBoxes() {
        Sent sent = post.send(ALICE, BOB, "hi");
        post.deliver();

        assertThat(sent.pts()).isEqualTo(2);
        BoxMessage hers = post.history(ALICE, BOB).messages().getFirst();
        BoxMessage his = post.history(BOB, ALICE).messages().getFirst();
        assertThat(hers.isOutgoing()).isTrue();
        assertThat(his.isOutgoing()).isFalse();
        assertThat(his.text()).isEqualTo("hi");
        assertThat(his.from()).isEqualTo(ALICE.value());
        assertThat(his.date()).isEqualTo(hers.date()).isEqualTo((int) Post.START.getEpochSecond());
        assertThat(post.dialog(BOB, ALICE).unreadCount()).isEqualTo(1);
        assertThat(post.dialog(ALICE, BOB).unreadCount()).isZero();
        assertThat(post.updateLog.state(BOB))
                .extracting(State::pts, State::unreadCount)
                .containsExactly(2, 1);
    }

    /// R8.
    @Test
    void aRepeatedRandomIdGetsTheFirstAnswerForEver() {
        Sent first = post.send(ALICE, BOB, "once", 42, 0);
        post.send(ALICE, BOB, "another");

        Sent again = post.send(ALICE, BOB, "twice", 42, 0);
        post.deliver();

        assertThat(again).isEqualTo(first);
        assertThat(post.texts(BOB, ALICE)).containsExactly("once", "another");
    }

    /// R8: the row must outlive the message.
    @Test
    void aRepeatAfterTheDeletionSendsNothing() {
        Sent first = post.send(ALICE, BOB, "once", 42, 0);
        post.messages.delete(by(ALICE), List.of(first.id()), true);

        Sent again = post.send(ALICE, BOB, "once", 42, 0);
        post.deliver();

        assertThat(again).isEqualTo(new Sent(first.id(), 42, first.pts(), first.date(), null));
        assertThat(post.texts(BOB, ALICE)).isEmpty();
    }

    @Test
    void oneRandomIdServesOncePerDialog() {
        post.send(ALICE, BOB, "to bob", 42, 0);
        post.send(ALICE, CAROL, "to carol", 42, 0);
        post.deliver();

        assertThat(post.texts(BOB, ALICE)).containsExactly("to bob");
        assertThat(post.texts(CAROL, ALICE)).containsExactly("to carol");
    }

    @Test
    void savedMessagesAreOneMessageInOneBoxAndRead() {
        Sent sent = post.send(ALICE, ALICE, "note");
        post.deliver();

        assertThat(post.history(ALICE, ALICE).count()).isEqualTo(1);
        assertThat(sent.message())
                .isNotNull()
                .extracting(BoxMessage::isOutgoing)
                .isEqualTo(false);
        assertThat(post.dialog(ALICE, ALICE))
                .extracting(Dialog::unreadCount, Dialog::readInboxMaxId, Dialog::readOutboxMaxId)
                .containsExactly(0, sent.id(), sent.id());
        assertThat(post.updateLog.state(ALICE).pts()).isEqualTo(2);
    }

    /// R6: ids differ between the boxes, so a reply that carried an id would point at another message.
    @Test
    void aReplyPointsAtTheSameMessageInTheOtherBox() {
        for (int i = 0; i < 3; i++) post.send(CAROL, BOB, "noise " + i);
        post.send(ALICE, BOB, "question");
        post.deliver();
        int question = post.history(BOB, ALICE).messages().getFirst().id();

        post.send(BOB, ALICE, "answer", 1, question);
        post.deliver();

        BoxMessage answer = post.history(ALICE, BOB).messages().getFirst();
        int hers = post.history(ALICE, BOB).messages().getLast().id();
        assertThat(hers).isNotEqualTo(question);
        assertThat(answer.replyTo()).isEqualTo(hers);
    }

    /// R6: the message that is replied to may go before the reply arrives.
    @Test
    void aReplyToWhatWasDeletedOnTheWayPointsNowhere() {
        post.send(ALICE, BOB, "question");
        post.deliver();
        int question = post.history(BOB, ALICE).messages().getFirst().id();
        post.whileHeldBack(() -> {
            post.send(BOB, ALICE, "answer", 1, question);
            int hers = post.history(ALICE, BOB).messages().getFirst().id();
            post.messages.delete(by(ALICE), List.of(hers), false);
        });
        post.deliver();

        BoxMessage answer = post.history(ALICE, BOB).messages().getFirst();
        assertThat(answer.text()).isEqualTo("answer");
        assertThat(answer.replyTo()).isNull();
    }

    @Test
    void aReplyToAMessageOfAnotherDialogIsRefused() {
        Sent elsewhere = post.send(ALICE, CAROL, "elsewhere");

        assertThatThrownBy(() -> post.send(ALICE, BOB, "reply", 1, elsewhere.id()))
                .hasMessage(RpcError.REPLY_MESSAGE_ID_INVALID.name());
        assertThatThrownBy(() -> post.send(ALICE, BOB, "reply", 1, 999))
                .hasMessage(RpcError.REPLY_MESSAGE_ID_INVALID.name());
        assertThat(post.updateLog.state(ALICE).pts()).isEqualTo(2);
    }

    /// R7: Alice's call looks before Bob blocks her, the letter arrives after it; the receiving commit decides.
    @Test
    void aLetterThatArrivesAfterTheBlockIsDropped() {
        post.whileHeldBack(() -> {
            post.send(ALICE, BOB, "too late");
            post.blockList.set(by(BOB), Peer.user(ALICE), true);
        });
        post.deliver();

        assertThat(post.texts(ALICE, BOB)).containsExactly("too late");
        assertThat(post.texts(BOB, ALICE)).isEmpty();
        assertThat(post.updateLog.state(BOB).pts()).isEqualTo(1);

        post.blockList.set(by(BOB), Peer.user(ALICE), false);
        post.send(ALICE, BOB, "in again");
        post.deliver();

        assertThat(post.texts(BOB, ALICE)).containsExactly("in again");
    }

    @Test
    void whoBlocksCannotWriteToTheBlockedOne() {
        post.blockList.set(by(BOB), Peer.user(ALICE), true);

        assertThatThrownBy(() -> post.send(BOB, ALICE, "hi")).hasMessage(RpcError.YOU_BLOCKED_USER.name());
    }

    @Test
    void aDeletionForOneselfLeavesTheOtherBox() {
        Sent sent = post.send(ALICE, BOB, "mine");
        post.deliver();

        var affected = post.messages.delete(by(ALICE), List.of(sent.id(), sent.id(), 999), false);
        post.deliver();

        assertThat(affected).isEqualTo(new Messages.Affected(3, 1));
        assertThat(post.texts(ALICE, BOB)).isEmpty();
        assertThat(post.texts(BOB, ALICE)).containsExactly("mine");
        assertThat(post.dialog(ALICE, BOB).isListed()).isFalse();
    }

    @Test
    void aRevokedMessageGoesFromBothBoxesAndNoLongerCountsAsUnread() {
        Sent first = post.send(ALICE, BOB, "one");
        post.send(ALICE, BOB, "two");
        post.deliver();

        post.messages.delete(by(ALICE), List.of(first.id()), true);
        post.deliver();

        assertThat(post.texts(BOB, ALICE)).containsExactly("two");
        assertThat(post.dialog(BOB, ALICE))
                .extracting(Dialog::unreadCount, Dialog::messageCount)
                .containsExactly(1, 1);
        assertThat(post.events(BOB, 1)).last().isEqualTo(new Event.Deleted(List.of(1)));
    }

    /// R6: both delete it for both while the letters cross.
    @Test
    void deletionsThatCrossHaveTheirEffectOnce() {
        Sent sent = post.send(ALICE, BOB, "one");
        post.deliver();
        int his = post.history(BOB, ALICE).messages().getFirst().id();
        post.whileHeldBack(() -> {
            post.messages.delete(by(ALICE), List.of(sent.id()), true);
            post.messages.delete(by(BOB), List.of(his), true);
        });
        post.deliver();

        assertThat(post.updateLog.state(ALICE).pts()).isEqualTo(3);
        assertThat(post.updateLog.state(BOB).pts()).isEqualTo(3);
    }

    @Test
    void deletingNothingMovesNothing() {
        assertThat(post.messages.delete(by(ALICE), List.of(5), true)).isEqualTo(new Messages.Affected(1, 0));
    }
}
