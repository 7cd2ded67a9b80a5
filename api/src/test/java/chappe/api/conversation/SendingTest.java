package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.UserId;
import chappe.wire.InputPeerChat;
import chappe.wire.InputPeerSelf;
import chappe.wire.InputPeerUser;
import chappe.wire.InputReplyToMessage;
import chappe.wire.Message;
import chappe.wire.MessageEntityBold;
import chappe.wire.MessageEntityMentionName;
import chappe.wire.MessageReplyHeader;
import chappe.wire.PeerUser;
import chappe.wire.UpdateMessageID;
import chappe.wire.UpdateNewMessage;
import chappe.wire.Updates;
import chappe.wire.User;
import chappe.wire.messages.SendMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SendingTest {
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
    void theAnswerHasTheIdAndTheMessageWithOutAndItsPeople() {
        Updates answer = (Updates) alice.call(new SendMessage.Builder(alice.to(bobId), " hi \n", 42)
                .silent(true)
                .entities(List.of(new MessageEntityBold(1, 2)))
                .build());

        assertThat(answer.updates().getFirst()).isEqualTo(new UpdateMessageID(1, 42));
        var told = (UpdateNewMessage) answer.updates().getLast();
        assertThat(told.pts()).isEqualTo(2);
        assertThat(told.ptsCount()).isEqualTo(1);
        var message = (Message) told.message();
        assertThat(message.out()).isTrue();
        assertThat(message.silent()).isTrue();
        assertThat(message.message()).isEqualTo("hi");
        assertThat(message.entities()).containsExactly(new MessageEntityBold(0, 2));
        assertThat(message.peerId()).isEqualTo(new PeerUser(22));
        assertThat(message.fromId()).isEqualTo(new PeerUser(11));
        assertThat(answer.users()).extracting(user -> ((User) user).id()).containsExactly(11L, 22L);
        assertThat(answer.users())
                .allSatisfy(user -> assertThat(((User) user).accessHash()).isNotNull());
        assertThat(answer.seq()).isZero();
    }

    @Test
    void theRecipientIsPushedTheMessageOnce() {
        alice.send(bobId, "hi");

        var pushes = bob.pushes();
        assertThat(pushes).hasSize(1);
        var updates = (Updates) pushes.getFirst();
        var message = (Message) ((UpdateNewMessage) updates.updates().getFirst()).message();
        assertThat(message.out()).isFalse();
        assertThat(message.message()).isEqualTo("hi");
        assertThat(message.peerId()).isEqualTo(new PeerUser(11));
        assertThat(updates.users()).extracting(user -> ((User) user).id()).containsExactly(11L);
        assertThat(alice.pushes()).isEmpty();
    }

    @Test
    void aRepeatedRandomIdGetsTheFirstAnswer() {
        var ask = new SendMessage.Builder(alice.to(bobId), "once", 42).build();

        Updates first = (Updates) alice.call(ask);
        Updates again = (Updates) alice.call(ask);

        assertThat(again).isEqualTo(first);
        assertThat(bob.updates()).hasSize(1);
    }

    @Test
    void aNoteToOneselfIsNotOut() {
        Updates answer = (Updates) alice.call(new SendMessage.Builder(new InputPeerSelf(), "note", 1).build());

        var message = (Message) ((UpdateNewMessage) answer.updates().getLast()).message();
        assertThat(message.out()).isFalse();
        assertThat(message.peerId()).isEqualTo(new PeerUser(11));
        assertThat(alice.pushes()).isEmpty();
    }

    @Test
    void aReplyCarriesItsQuote() {
        alice.send(bobId, "is it raining?");
        town.deliver();
        bob.call(new SendMessage.Builder(bob.to(aliceId), "yes", 1)
                .replyTo(new InputReplyToMessage.Builder(1)
                        .quoteText("raining")
                        .quoteOffset(6)
                        .build())
                .build());

        var message = (Message) ((UpdateNewMessage) alice.updates().getFirst()).message();
        assertThat(message.replyTo())
                .isEqualTo(new MessageReplyHeader.Builder()
                        .quote(true)
                        .replyToMsgId(1)
                        .quoteText("raining")
                        .quoteOffset(6)
                        .build());
    }

    @Test
    void whatIsWrongIsRefusedByItsName() {
        var wrongHash = new InputPeerUser(22, 1);
        var bold = List.<chappe.wire.MessageEntity>of(new MessageEntityBold(1, 2));
        var many = IntStream.range(0, 101)
                .<chappe.wire.MessageEntity>mapToObj(i -> new MessageEntityBold(0, 1))
                .toList();

        assertThat(alice.refusal(ask(wrongHash, "x").build())).isEqualTo("PEER_ID_INVALID");
        assertThat(alice.refusal(ask(new InputPeerChat(5), "x").build())).isEqualTo("CHAT_ID_INVALID");
        assertThat(alice.refusal(ask(alice.to(bobId), " \n ").build())).isEqualTo("MESSAGE_EMPTY");
        assertThat(alice.refusal(ask(alice.to(bobId), "x".repeat(4097)).build()))
                .isEqualTo("MESSAGE_TOO_LONG");
        assertThat(alice.refusal(ask(alice.to(bobId), "ab").entities(bold).build()))
                .isEqualTo("ENTITY_BOUNDS_INVALID");
        assertThat(alice.refusal(ask(alice.to(bobId), "ab").entities(many).build()))
                .isEqualTo("ENTITIES_TOO_LONG");
        assertThat(alice.refusal(ask(alice.to(bobId), "ab")
                        .entities(List.of(new MessageEntityMentionName(0, 2, 22)))
                        .build()))
                .isEqualTo("ENTITY_MENTION_USER_INVALID");
        assertThat(alice.refusal(ask(alice.to(bobId), "x")
                        .replyTo(new InputReplyToMessage.Builder(7).build())
                        .build()))
                .isEqualTo("REPLY_MESSAGE_ID_INVALID");
        assertThat(alice.refusal(
                        ask(alice.to(bobId), "x").scheduleDate(2_000_000_000).build()))
                .isEqualTo("SCHEDULE_TOO_MUCH");
        assertThat(alice.state().pts()).isEqualTo(1);
    }

    private static SendMessage.Builder ask(chappe.wire.InputPeer peer, String text) {
        return new SendMessage.Builder(peer, text, 9);
    }
}
