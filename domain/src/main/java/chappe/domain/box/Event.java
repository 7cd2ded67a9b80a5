package chappe.domain.box;

import chappe.core.UserId;
import chappe.store.record.BoxMessage;
import chappe.store.record.BoxNotify;
import java.util.List;

/// What a log row tells, its content read from the current rows (rule R9).
public sealed interface Event {

    record NewMessage(BoxMessage message) implements Event {}

    record Edited(BoxMessage message) implements Event {}

    /// Messages went; also what is left of a row whose message has gone since.
    record Deleted(List<Integer> ids) implements Event {}

    /// The owner has read up to a message.
    ///
    /// @param stillUnreadCount as it was after it
    record ReadInbox(Peer peer, int maxId, int stillUnreadCount) implements Event {}

    /// The other one has read up to a message.
    record ReadOutbox(Peer peer, int maxId) implements Event {}

    record PeerBlocked(Peer peer, boolean isBlocked) implements Event {}

    record NotifyChanged(NotifyScope scope, BoxNotify settings) implements Event {}

    record DialogPinned(Peer peer, boolean isPinned) implements Event {}

    /// What a user shows of itself has changed.
    record UserChanged(UserId user) implements Event {}

    /// A user has another name or username.
    record UserRenamed(UserId user) implements Event {}

    /// What may be done with a user has changed: a contact or none, shared or not.
    record PeerSettingsChanged(UserId user, boolean isBlocked) implements Event {}

    /// The owner's rules of a privacy key have changed.
    ///
    /// @param key the code of the key, which accounts know
    record PrivacyChanged(int key) implements Event {}

    /// So many contacts have changed that the list is to be loaded again.
    record ContactsReset() implements Event {}

    /// A user has another number.
    record UserPhone(UserId user) implements Event {}

    /// A login of the owner began, or was confirmed by another one.
    ///
    /// @param date unix seconds
    record NewAuthorization(boolean isUnconfirmed, long hash, int date, String device, String location)
            implements Event {}
}
