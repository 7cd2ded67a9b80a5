package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.wire.Dialog;
import chappe.wire.InputDialogPeer;
import chappe.wire.InputMessageID;
import chappe.wire.InputMessageReplyTo;
import chappe.wire.InputPeerEmpty;
import chappe.wire.InputPeerUser;
import chappe.wire.InputReplyToMessage;
import chappe.wire.Message;
import chappe.wire.MessageActionHistoryClear;
import chappe.wire.MessageEmpty;
import chappe.wire.MessageService;
import chappe.wire.PeerUser;
import chappe.wire.User;
import chappe.wire.contacts.Block;
import chappe.wire.contacts.Blocked;
import chappe.wire.contacts.BlockedSlice;
import chappe.wire.contacts.GetBlocked;
import chappe.wire.contacts.Unblock;
import chappe.wire.messages.AffectedHistory;
import chappe.wire.messages.DeleteHistory;
import chappe.wire.messages.Dialogs;
import chappe.wire.messages.DialogsSlice;
import chappe.wire.messages.GetDialogs;
import chappe.wire.messages.GetHistory;
import chappe.wire.messages.GetMessages;
import chappe.wire.messages.GetPeerDialogs;
import chappe.wire.messages.GetPinnedDialogs;
import chappe.wire.messages.Messages;
import chappe.wire.messages.MessagesNotModified;
import chappe.wire.messages.MessagesSlice;
import chappe.wire.messages.MessagesType;
import chappe.wire.messages.SendMessage;
import chappe.wire.messages.ToggleDialogPin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadingTest {
    @TempDir
    private Path folder;

    private Town town;
    private UserId aliceId;
    private UserId bobId;
    private UserId carolId;
    private Session alice;
    private Session bob;

    @BeforeEach
    void open() {
        town = new Town(folder);
        aliceId = town.settle(11, "Alice");
        bobId = town.settle(22, "Bob");
        carolId = town.settle(33, "Carol");
        alice = town.online(aliceId);
        bob = town.online(bobId);
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void tooManyMessagesAtOnceAreRefused() {
        var ids = Collections.nCopies(Limits.HISTORY_PAGE_MAX + 1, new InputMessageID(1));

        assertThat(alice.refusal(new GetMessages(List.copyOf(ids)))).isEqualTo("INPUT_REQUEST_TOO_LONG");
    }

    @Test
    void aWholeHistoryIsMessagesAndAPartOfItASlice() {
        alice.send(bobId, "one");
        alice.send(bobId, "two");

        var whole = (Messages) history(alice, bobId, 10, 0);
        var part = (MessagesSlice) history(alice, bobId, 1, 0);

        assertThat(whole.messages()).extracting(m -> ((Message) m).message()).containsExactly("two", "one");
        assertThat(whole.users()).extracting(user -> ((User) user).id()).containsExactlyInAnyOrder(11L, 22L);
        assertThat(part.messages()).hasSize(1);
        assertThat(part.count()).isEqualTo(2);
    }

    @Test
    void anEmptyHistoryStillNamesItsPeer() {
        var empty = (Messages) history(alice, bobId, 10, 0);

        assertThat(empty.messages()).isEmpty();
        assertThat(empty.users()).extracting(user -> ((User) user).id()).containsExactly(22L);
    }

    /// The hash of the ids 2 and 1 by the documented steps, worked out by hand:
    /// 0 -> 2; 2 ^ 2<<35 = 1000000002 (hex), ^ >>4 = 1100000002, + 1 = 1100000003.
    @Test
    void aHistoryThatTheClientHasIsNotSentAgain() {
        alice.send(bobId, "one");
        alice.send(bobId, "two");

        assertThat(history(alice, bobId, 10, 0x1100000003L)).isEqualTo(new MessagesNotModified(2));
        assertThat(history(alice, bobId, 10, 1)).isInstanceOf(Messages.class);
    }

    @Test
    void messagesAreFoundByIdAndByWhoReplies() {
        alice.send(bobId, "question");
        alice.call(new SendMessage.Builder(alice.to(bobId), "more", 1)
                .replyTo(new InputReplyToMessage.Builder(1).build())
                .build());

        var found = (Messages) alice.call(
                new GetMessages(List.of(new InputMessageID(2), new InputMessageReplyTo(2), new InputMessageID(9))));

        assertThat(found.messages().subList(0, 2))
                .extracting(message -> ((Message) message).message())
                .containsExactly("more", "question");
        assertThat(found.messages().getLast()).isEqualTo(new MessageEmpty.Builder(9).build());
    }

    @Test
    void dialogsComeNewestFirstWithTheirTopMessagesAndPeople() {
        alice.send(bobId, "to bob");
        town.clock.advance(Duration.ofSeconds(1));
        alice.send(carolId, "to carol");

        var dialogs = (Dialogs) alice.call(new GetDialogs.Builder(0, 0, new InputPeerEmpty(), 20, 0).build());

        assertThat(dialogs.dialogs())
                .extracting(dialog -> ((Dialog) dialog).peer())
                .containsExactly(new PeerUser(33), new PeerUser(22));
        assertThat(dialogs.dialogs())
                .extracting(dialog -> ((Dialog) dialog).topMessage())
                .containsExactly(2, 1);
        assertThat(dialogs.messages()).extracting(m -> ((Message) m).id()).containsExactly(2, 1);
        assertThat(dialogs.users()).extracting(user -> ((User) user).id()).containsExactlyInAnyOrder(33L, 22L, 11L);
        assertThat(dialogs.dialogs())
                .allSatisfy(dialog -> assertThat(((Dialog) dialog).pts()).isNull());
    }

    @Test
    void dialogsArePagedByTheLastOneOfThePageBefore() {
        for (long id = 50; id < 55; id++) {
            alice.send(town.settle(id, "Friend " + id), "hi");
            town.clock.advance(Duration.ofSeconds(1));
        }

        var first = (DialogsSlice) alice.call(new GetDialogs.Builder(0, 0, new InputPeerEmpty(), 2, 0).build());
        var last = (Message) first.messages().getLast();
        var peer = new UserId(((PeerUser) last.peerId()).userId());
        var second =
                (DialogsSlice) alice.call(new GetDialogs.Builder(last.date(), last.id(), alice.to(peer), 2, 0).build());

        assertThat(first.count()).isEqualTo(5);
        assertThat(first.dialogs()).extracting(d -> ((Dialog) d).topMessage()).containsExactly(5, 4);
        assertThat(second.dialogs()).extracting(d -> ((Dialog) d).topMessage()).containsExactly(3, 2);
    }

    @Test
    void thereIsNoArchiveAndNoOtherFolder() {
        alice.send(bobId, "hi");

        var archive = new GetDialogs.Builder(0, 0, new InputPeerEmpty(), 20, 0)
                .folderId(1)
                .build();
        var other = new GetDialogs.Builder(0, 0, new InputPeerEmpty(), 20, 0)
                .folderId(2)
                .build();

        assertThat(((Dialogs) alice.call(archive)).dialogs()).isEmpty();
        assertThat(alice.refusal(other)).isEqualTo("FOLDER_ID_INVALID");
        assertThat(alice.call(new GetPinnedDialogs(1)).dialogs()).isEmpty();
        assertThat(alice.refusal(new GetPinnedDialogs(2))).isEqualTo("FOLDER_ID_INVALID");
    }

    @Test
    void aPinnedDialogStandsFirstAndCanBeLeftOut() {
        alice.send(bobId, "to bob");
        town.clock.advance(Duration.ofSeconds(1));
        alice.send(carolId, "to carol");
        alice.call(new ToggleDialogPin.Builder(new InputDialogPeer(alice.to(bobId)))
                .pinned(true)
                .build());

        var all = (Dialogs) alice.call(new GetDialogs.Builder(0, 0, new InputPeerEmpty(), 20, 0).build());
        var rest = (Dialogs) alice.call(new GetDialogs.Builder(0, 0, new InputPeerEmpty(), 20, 0)
                .excludePinned(true)
                .build());
        var pinned = alice.call(new GetPinnedDialogs(0));

        assertThat(all.dialogs())
                .extracting(d -> ((Dialog) d).peer(), d -> ((Dialog) d).pinned())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(new PeerUser(22), true),
                        org.assertj.core.groups.Tuple.tuple(new PeerUser(33), false));
        assertThat(rest.dialogs()).extracting(d -> ((Dialog) d).peer()).containsExactly(new PeerUser(33));
        assertThat(pinned.dialogs()).extracting(d -> ((Dialog) d).peer()).containsExactly(new PeerUser(22));
    }

    @Test
    void aDialogThatDoesNotExistYetComesEmpty() {
        var dialogs = alice.call(new GetPeerDialogs(List.of(new InputDialogPeer(alice.to(bobId)))));

        assertThat(dialogs.dialogs()).extracting(d -> ((Dialog) d).topMessage()).containsExactly(0);
        assertThat(dialogs.messages()).isEmpty();
        assertThat(dialogs.state().pts()).isEqualTo(1);
        assertThat(alice.refusal(new GetPeerDialogs(List.of()))).isEqualTo("INPUT_PEERS_EMPTY");
        assertThat(alice.refusal(new GetPeerDialogs(List.of(new InputDialogPeer(new InputPeerUser(22, 0))))))
                .isEqualTo("PEER_ID_INVALID");
    }

    @Test
    void aLongHistoryIsDeletedInSteps() {
        for (int i = 0; i < 501; i++) alice.send(bobId, "message " + i);
        town.deliver();
        var ask = new DeleteHistory.Builder(alice.to(bobId), 0).revoke(true).build();

        AffectedHistory first = alice.call(ask);
        AffectedHistory second = alice.call(ask);
        town.deliver();

        assertThat(first).isEqualTo(new AffectedHistory(1_002, 500, 1));
        assertThat(second).isEqualTo(new AffectedHistory(1_003, 1, 0));
        assertThat(((Messages) history(bob, aliceId, 10, 0)).messages()).isEmpty();
        assertThat(bob.state().unreadCount()).isZero();
    }

    @Test
    void aClearedDialogStaysInTheListUnderAServiceMessage() {
        alice.send(bobId, "one");
        alice.send(bobId, "two");
        town.deliver();

        AffectedHistory cleared = alice.call(
                new DeleteHistory.Builder(alice.to(bobId), 0).justClear(true).build());

        assertThat(cleared).isEqualTo(new AffectedHistory(5, 2, 0));
        var left = (Messages) history(alice, bobId, 10, 0);
        assertThat(left.messages()).hasSize(1);
        assertThat(((MessageService) left.messages().getFirst()).action()).isEqualTo(new MessageActionHistoryClear());
        assertThat(((Messages) history(bob, aliceId, 10, 0)).messages()).hasSize(2);
    }

    @Test
    void deletingBetweenDatesIsRefusedHonestly() {
        assertThat(alice.refusal(
                        new DeleteHistory.Builder(alice.to(bobId), 0).minDate(1).build()))
                .isEqualTo("MIN_DATE_INVALID");
        assertThat(alice.refusal(
                        new DeleteHistory.Builder(alice.to(bobId), 0).maxDate(1).build()))
                .isEqualTo("MAX_DATE_INVALID");
    }

    @Test
    void theBlockListIsPaged() {
        alice.call(new Block.Builder(alice.to(bobId)).build());
        alice.call(new Block.Builder(alice.to(carolId)).build());

        var all = (Blocked) alice.call(new GetBlocked.Builder(0, 10).build());
        var second = (BlockedSlice) alice.call(new GetBlocked.Builder(1, 10).build());
        alice.call(new Unblock.Builder(alice.to(bobId)).build());
        var left = (Blocked) alice.call(new GetBlocked.Builder(0, 10).build());

        assertThat(all.blocked()).extracting(each -> each.peerId()).containsExactly(new PeerUser(22), new PeerUser(33));
        assertThat(second.count()).isEqualTo(2);
        assertThat(second.blocked()).extracting(each -> each.peerId()).containsExactly(new PeerUser(33));
        assertThat(left.blocked()).extracting(each -> each.peerId()).containsExactly(new PeerUser(33));
        assertThat(alice.refusal(new Block.Builder(new chappe.wire.InputPeerSelf()).build()))
                .isEqualTo("CONTACT_ID_INVALID");
    }

    private static MessagesType history(Session session, UserId peer, int limit, long hash) {
        return session.call(new GetHistory(session.to(peer), 0, 0, 0, limit, 0, 0, hash));
    }
}
