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
}
