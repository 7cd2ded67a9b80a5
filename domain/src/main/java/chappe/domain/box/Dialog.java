package chappe.domain.box;

import chappe.core.UserId;
import chappe.store.record.BoxDialog;

/// One line of a user's list of chats.
///
/// @param topMessage the newest message's id; 0 in a dialog without messages, which is not listed
/// @param topDate the newest message's date, unix seconds
/// @param readInboxMaxId up to which incoming message the owner has read
/// @param readOutboxMaxId up to which outgoing message the other one has read
/// @param peerNumber the highest number (rule R6) among the messages that came from the other one's box, deleted
///     ones too
public record Dialog(
        Peer peer,
        int topMessage,
        int topDate,
        int readInboxMaxId,
        int readOutboxMaxId,
        int unreadCount,
        int messageCount,
        long peerNumber) {

    static Dialog none(Peer peer) {
        return new Dialog(peer, 0, 0, 0, 0, 0, 0, 0);
    }

    static Dialog of(Peer peer, BoxDialog stored) {
        return new Dialog(
                peer,
                stored.topMessage(),
                stored.topDate(),
                stored.readInboxMaxId(),
                stored.readOutboxMaxId(),
                stored.unreadCount(),
                stored.messageCount(),
                stored.peerNumber());
    }

    BoxDialog stored() {
        return new BoxDialog(
                topMessage, topDate, readInboxMaxId, readOutboxMaxId, unreadCount, messageCount, peerNumber);
    }

    public boolean isListed() {
        return topMessage != 0;
    }

    boolean isWith(UserId user) {
        return peer instanceof Peer.User(UserId id) && id.equals(user);
    }

    /// One message more, the newest now.
    Dialog withNewest(int id, int date, boolean isUnread) {
        int unread = isUnread ? unreadCount + 1 : unreadCount;
        return new Dialog(peer, id, date, readInboxMaxId, readOutboxMaxId, unread, messageCount + 1, peerNumber);
    }

    Dialog withTop(int id, int date) {
        return new Dialog(peer, id, date, readInboxMaxId, readOutboxMaxId, unreadCount, messageCount, peerNumber);
    }

    Dialog without(int messages, int unread) {
        return new Dialog(
                peer,
                topMessage,
                topDate,
                readInboxMaxId,
                readOutboxMaxId,
                unreadCount - unread,
                messageCount - messages,
                peerNumber);
    }

    Dialog withInboxRead(int maxId, int unreadLeft) {
        return new Dialog(peer, topMessage, topDate, maxId, readOutboxMaxId, unreadLeft, messageCount, peerNumber);
    }

    Dialog withOutboxRead(int maxId) {
        return new Dialog(peer, topMessage, topDate, readInboxMaxId, maxId, unreadCount, messageCount, peerNumber);
    }

    Dialog withPeerNumber(long number) {
        return new Dialog(
                peer,
                topMessage,
                topDate,
                readInboxMaxId,
                readOutboxMaxId,
                unreadCount,
                messageCount,
                Math.max(peerNumber, number));
    }
}
