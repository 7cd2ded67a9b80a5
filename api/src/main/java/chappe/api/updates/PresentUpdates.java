package chappe.api.updates;

import chappe.api.messages.PresentMessages;
import chappe.api.present.PresentNotify;
import chappe.api.present.PresentPrivacy;
import chappe.api.present.PresentUsers;
import chappe.core.UserId;
import chappe.domain.account.Phone;
import chappe.domain.account.PrivacyKey;
import chappe.domain.account.PrivacyRule;
import chappe.domain.account.SeenUser;
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
import chappe.wire.UpdateContactsReset;
import chappe.wire.UpdateDeleteMessages;
import chappe.wire.UpdateDialogPinned;
import chappe.wire.UpdateEditMessage;
import chappe.wire.UpdateNewAuthorization;
import chappe.wire.UpdateNewMessage;
import chappe.wire.UpdateNotifySettings;
import chappe.wire.UpdatePeerBlocked;
import chappe.wire.UpdatePeerSettings;
import chappe.wire.UpdatePrivacy;
import chappe.wire.UpdateReadHistoryInbox;
import chappe.wire.UpdateReadHistoryOutbox;
import chappe.wire.UpdateUser;
import chappe.wire.UpdateUserName;
import chappe.wire.UpdateUserPhone;
import chappe.wire.Username;
import java.util.List;
import java.util.Set;

/// Turns log rows into updates and notes whom they mention. Push and difference both use it.
///
/// Made for one answer or push; confined to its thread.
public final class PresentUpdates {
    private final PresentMessages present = new PresentMessages();
    private final UpdateSources sources;
    private final UserId viewer;

    /// @param viewer whose box the rows are of
    public PresentUpdates(UpdateSources sources, UserId viewer) {
        this.sources = sources;
        this.viewer = viewer;
    }

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
            case Event.UserPhone(UserId user) -> userPhone(user);
            case Event.NewAuthorization login -> newAuthorization(login);
            case Event.UserChanged(UserId user) -> userChanged(user);
            case Event.UserRenamed(UserId user) -> userRenamed(user);
            case Event.PeerSettingsChanged(UserId user, boolean isBlocked) ->
                new UpdatePeerSettings(present.peer(Peer.user(user)), PresentUsers.settings(seen(user), isBlocked));
            case Event.PrivacyChanged(int key) -> privacyChanged(PrivacyKey.of(key));
            case Event.ContactsReset() -> new UpdateContactsReset();
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

    /// The number as this viewer may see it.
    private UpdateUserPhone userPhone(UserId user) {
        present.mention(user);
        Phone phone = seen(user).phone();
        return new UpdateUserPhone(user.value(), phone == null ? "" : phone.text());
    }

    /// The particulars stand with an unconfirmed login only: that is how clients tell the two apart.
    private static Update newAuthorization(Event.NewAuthorization login) {
        var update = new UpdateNewAuthorization.Builder(login.hash());
        if (!login.isUnconfirmed()) return update.build();
        return update.unconfirmed(true)
                .date(login.date())
                .device(login.device())
                .location(login.location())
                .build();
    }

    /// The name as this viewer knows the user, which for a contact is the viewer's own.
    private UpdateUserName userRenamed(UserId user) {
        present.mention(user);
        SeenUser seen = seen(user);
        String username = seen.username();
        List<Username> usernames = username == null
                ? List.of()
                : List.of(new Username.Builder(username)
                        .editable(true)
                        .active(true)
                        .build());
        return new UpdateUserName(user.value(), seen.firstName(), seen.lastName(), usernames);
    }

    private UpdatePrivacy privacyChanged(PrivacyKey key) {
        List<PrivacyRule> rules = sources.privacy().rules(viewer, key);
        for (PrivacyRule rule : rules) rule.users().forEach(present::mention);
        return new UpdatePrivacy(
                PresentPrivacy.key(key),
                rules.stream().map(PresentPrivacy::rule).toList());
    }

    private SeenUser seen(UserId user) {
        return sources.people().seen(viewer, user);
    }

    Update readInbox(Event.ReadInbox read, int stillUnreadCount, int pts, int ptsCount) {
        return new UpdateReadHistoryInbox.Builder(
                        present.peer(read.peer()), read.maxId(), stillUnreadCount, pts, ptsCount)
                .build();
    }
}
