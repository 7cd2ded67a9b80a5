package chappe.api.updates;

import chappe.api.messages.PresentMessages;
import chappe.api.present.PresentNotify;
import chappe.core.UserId;
import chappe.domain.box.Event;
import chappe.domain.box.NotifyScope;
import chappe.domain.box.Peer;
import chappe.domain.box.UpdateLog.Entry;
import chappe.store.record.BoxNotify;
import chappe.wire.DialogPeer;
import chappe.wire.NotifyBroadcasts;
import chappe.wire.NotifyChats;
import chappe.wire.NotifyPeer;
import chappe.wire.NotifyPeerType;
import chappe.wire.NotifyUsers;
import chappe.wire.Update;
import chappe.wire.UpdateDeleteMessages;
import chappe.wire.UpdateDialogPinned;
import chappe.wire.UpdateEditMessage;
import chappe.wire.UpdateNewMessage;
import chappe.wire.UpdateNotifySettings;
import chappe.wire.UpdatePeerBlocked;
import chappe.wire.UpdateReadHistoryInbox;
import chappe.wire.UpdateReadHistoryOutbox;
import chappe.wire.UpdateUser;
import java.util.List;
import java.util.Set;

/// Turns log rows into updates and notes whom they mention. Push and difference both use it.
///
/// Made for one answer or push; confined to its thread.
public final class PresentUpdates {
    private final PresentMessages present = new PresentMessages();

    public Set<UserId> mentioned() {
        return present.mentioned();
    }

    PresentMessages messages() {
        return present;
    }

    public Update update(Entry entry) {
        int pts = entry.position().pts();
        int ptsCount = entry.ptsCount() == null ? 0 : entry.ptsCount();
        return switch (entry.event()) {
            case Event.NewMessage(var message) -> new UpdateNewMessage(present.message(message), pts, ptsCount);
            case Event.Edited(var message) -> new UpdateEditMessage(present.message(message), pts, ptsCount);
            case Event.Deleted(List<Integer> ids) -> new UpdateDeleteMessages(ids, pts, ptsCount);
            case Event.ReadInbox read -> readInbox(read, read.stillUnreadCount(), pts, ptsCount);
            case Event.ReadOutbox(Peer peer, int maxId) ->
                new UpdateReadHistoryOutbox(present.peer(peer), maxId, pts, ptsCount);
            case Event.PeerBlocked(Peer peer, boolean isBlocked) ->
                new UpdatePeerBlocked.Builder(present.peer(peer))
                        .blocked(isBlocked)
                        .build();
            case Event.DialogPinned(Peer peer, boolean isPinned) ->
                new UpdateDialogPinned.Builder(new DialogPeer(present.peer(peer)))
                        .pinned(isPinned)
                        .build();
            case Event.NotifyChanged(NotifyScope scope, BoxNotify settings) ->
                new UpdateNotifySettings(notifyPeer(scope), PresentNotify.of(scope, settings));
            case Event.UserChanged(UserId user) -> userChanged(user);
        };
    }

    /// The `user` object that comes along says what it is like now.
    private UpdateUser userChanged(UserId user) {
        present.mention(user);
        return new UpdateUser(user.value());
    }

    private NotifyPeerType notifyPeer(NotifyScope scope) {
        return switch (scope) {
            case NotifyScope.Of(Peer peer) -> new NotifyPeer(present.peer(peer));
            case NotifyScope.Kind.USERS -> new NotifyUsers();
            case NotifyScope.Kind.CHATS -> new NotifyChats();
            case NotifyScope.Kind.BROADCASTS -> new NotifyBroadcasts();
        };
    }

    Update readInbox(Event.ReadInbox read, int stillUnreadCount, int pts, int ptsCount) {
        return new UpdateReadHistoryInbox.Builder(
                        present.peer(read.peer()), read.maxId(), stillUnreadCount, pts, ptsCount)
                .build();
    }
}
