package chappe.world;

import chappe.core.tl.TlObject;
import chappe.wire.Message;
import chappe.wire.MessageType;
import chappe.wire.Peer;
import chappe.wire.PeerUser;
import chappe.wire.UpdateDeleteMessages;
import chappe.wire.UpdateNewMessage;
import chappe.wire.UpdateReadHistoryOutbox;
import chappe.wire.UpdateUserTyping;
import java.util.function.Predicate;

/// What a test expects to receive: a condition with the words that a failure shows.
public record Expected(String words, Predicate<TlObject> holds) {

    /// A message of a user to the receiver, in their common dialog.
    public static Expected newMessage(TestClient from, String text) {
        return message(
                "message '" + text + "' from " + from,
                message -> !message.out() && message.message().equals(text) && isUser(message.peerId(), from));
    }

    /// A message that the receiver sent by another device.
    public static Expected ownMessage(TestClient to, String text) {
        return message(
                "own message '" + text + "' to " + to,
                message -> message.out() && message.message().equals(text) && isUser(message.peerId(), to));
    }

    public static Expected message(String words, Predicate<Message> holds) {
        return new Expected(
                words, object -> object instanceof UpdateNewMessage update && holds(update.message(), holds));
    }

    /// The other side has read up to a message.
    public static Expected readBy(TestClient reader, int maxId) {
        return new Expected(
                "read by " + reader + " up to " + maxId,
                object -> object instanceof UpdateReadHistoryOutbox update
                        && update.maxId() == maxId
                        && isUser(update.peer(), reader));
    }

    public static Expected deleted(Integer... ids) {
        return new Expected(
                "deletion of " + java.util.Arrays.toString(ids),
                object -> object instanceof UpdateDeleteMessages update
                        && update.messages().equals(java.util.List.of(ids)));
    }

    public static Expected typing(TestClient user) {
        return new Expected(
                "typing of " + user,
                object -> object instanceof UpdateUserTyping update
                        && update.userId() == user.self().id());
    }

    /// Any object of a class.
    public static Expected any(Class<? extends TlObject> kind) {
        return new Expected(kind.getSimpleName(), kind::isInstance);
    }

    private static boolean holds(MessageType message, Predicate<Message> holds) {
        return message instanceof Message plain && holds.test(plain);
    }

    private static boolean isUser(Peer peer, TestClient user) {
        return peer instanceof PeerUser other && other.userId() == user.self().id();
    }

    @Override
    public String toString() {
        return words;
    }
}
