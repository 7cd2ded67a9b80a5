package chappe.domain.box;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.box.Tables.InDialog;
import chappe.domain.box.Tables.Place;
import chappe.domain.box.Tables.RandomId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.View.Order;
import chappe.store.record.AccountBlockedLetter;
import chappe.store.record.BoxBlocked;
import chappe.store.record.BoxEvent;
import chappe.store.record.BoxEventDeleted;
import chappe.store.record.BoxEventNotify;
import chappe.store.record.BoxHead;
import chappe.store.record.BoxLetter;
import chappe.store.record.BoxLocal;
import chappe.store.record.BoxLog;
import chappe.store.record.BoxMessage;
import chappe.store.record.BoxNotify;
import chappe.store.record.BoxNotifyCount;
import chappe.store.record.BoxOrdered;
import chappe.store.record.BoxPinned;
import chappe.store.record.BoxRating;
import chappe.store.record.BoxRatings;
import chappe.store.record.BoxSent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A box being changed. It keeps what must hold together: a message with its dialog, index, name and log row.
///
/// The counters are kept here and stored once, by [#finish]. Confined to the function that it was opened for.
final class BoxChange extends BoxView {
    private final Change change;
    private final int now;
    private final @Nullable AuthKeyId by;
    private final BoxHead before;
    private int pts;
    private int nextMessageId;
    private long logNumber;
    private int unreadCount;
    private int dialogCount;
    private int blockedCount;

    BoxChange(Change change, int epoch, int now, @Nullable AuthKeyId by) {
        super(change, epoch);
        this.change = change;
        this.now = now;
        this.by = by;
        this.before = super.head();
        this.pts = before.pts();
        this.nextMessageId = before.nextMessageId();
        this.logNumber = before.logNumber();
        this.unreadCount = before.unreadCount();
        this.dialogCount = before.dialogCount();
        this.blockedCount = before.blockedCount();
    }

    @Override
    BoxHead head() {
        return new BoxHead(pts, nextMessageId, logNumber, epoch(), unreadCount, dialogCount, blockedCount);
    }

    /// Stores the counters if anything moved.
    void finish() {
        if (!head().equals(before)) Tables.HEAD.put(change, head());
    }

    int now() {
        return now;
    }

    int takeMessageId() {
        return nextMessageId++;
    }

    /// Puts a message, whose id was just taken, at the end of its dialog and logs it.
    void append(BoxMessage message, Dialog dialog, boolean isIncoming) {
        Tables.MESSAGES.put(change, message.id(), message);
        Tables.INDEX.put(
                change, new InDialog(dialog.peer(), message.id()), isIncoming ? Indexed.INCOMING : Indexed.OUTGOING);
        if (message.name() != null) {
            Tables.NAMES.put(change, Name.of(message.name()), new BoxLocal(message.id()));
        }
        Dialog longer = dialog.withNewest(message.id(), message.date(), isIncoming);
        replace(
                dialog,
                message.name() == null
                        ? longer
                        : longer.withPeerNumber(message.name().number()));
    }

    /// Replaces a message that stays where it is.
    void put(BoxMessage message) {
        Tables.MESSAGES.put(change, message.id(), message);
    }

    /// Stores a dialog, its place in the list and the totals.
    ///
    /// @param old as it stands in the store
    void replace(Dialog old, Dialog dialog) {
        Tables.DIALOGS.put(change, dialog.peer(), dialog.stored());
        unreadCount += dialog.unreadCount() - old.unreadCount();
        if (old.topMessage() == dialog.topMessage()) return;
        if (old.isListed()) Tables.ORDER.delete(change, place(old));
        if (dialog.isListed()) Tables.ORDER.put(change, place(dialog), new BoxOrdered());
        if (old.isListed() != dialog.isListed()) dialogCount += dialog.isListed() ? 1 : -1;
    }

    /// Deletes messages and logs it in one row. At most [Limits#DELETED_AT_ONCE_MAX], which keeps the commit bounded.
    void delete(Collection<BoxMessage> messages) {
        if (messages.isEmpty()) return;
        if (messages.size() > Limits.DELETED_AT_ONCE_MAX) throw new IllegalArgumentException("a commit is bounded");
        Map<Long, Dialog> dialogs = new TreeMap<>();
        for (BoxMessage message : messages) {
            Dialog dialog = dialogs.computeIfAbsent(message.peer(), stored -> dialog(Peer.of(stored)));
            boolean isUnread = isIncoming(message) && message.id() > dialog.readInboxMaxId();
            dialogs.put(message.peer(), dialog.without(1, isUnread ? 1 : 0));
            remove(message);
        }
        for (Dialog dialog : dialogs.values()) replace(dialog(dialog.peer()), withTop(dialog));
        List<Integer> ids = messages.stream().map(BoxMessage::id).toList();
        log(new BoxEventDeleted(ids), ids.size());
    }

    /// Writes a log row that moves pts.
    ///
    /// @param ptsCount by how much, 1 or more
    void log(BoxEvent event, int ptsCount) {
        pts += ptsCount;
        log(event, (Integer) ptsCount);
    }

    /// Writes a log row that moves no pts: one whose content is a whole state, which may be told again (rule R9).
    void logState(BoxEvent event) {
        log(event, null);
    }

    int pts() {
        return pts;
    }

    /// By how much this change has moved pts so far.
    int ptsCount() {
        return pts - before.pts();
    }

    void putSent(Peer peer, long randomId, BoxSent sent) {
        Tables.SENT.put(change, new RandomId(peer, randomId), sent);
    }

    void putBlocked(Peer peer) {
        Tables.BLOCKED.put(change, peer, new BoxBlocked(now));
        blockedCount++;
        tellBlocked(peer, true);
    }

    void deleteBlocked(Peer peer) {
        Tables.BLOCKED.delete(change, peer);
        blockedCount--;
        tellBlocked(peer, false);
    }

    void putPinned(List<Peer> peers) {
        Tables.PINNED.put(change, new BoxPinned(peers.stream().map(Peer::stored).toList()));
    }

    /// Stores notification settings, or takes empty ones away, and logs that they changed.
    void putNotify(NotifyScope scope, BoxNotify settings) {
        boolean was = Tables.NOTIFY.contains(change, scope);
        boolean is = !settings.equals(NO_SETTINGS);
        if (is) Tables.NOTIFY.put(change, scope, settings);
        else Tables.NOTIFY.delete(change, scope);
        if (scope instanceof NotifyScope.Of && was != is) {
            Tables.NOTIFY_COUNT.put(change, new BoxNotifyCount(notifyCount() + (is ? 1 : -1)));
        }
        logState(new BoxEventNotify(scope.stored()));
    }

    void putRating(Peer peer, BoxRating rating) {
        Tables.RATED.put(change, peer, rating);
    }

    void deleteRating(Peer peer) {
        Tables.RATED.delete(change, peer);
    }

    void putRatings(BoxRatings ratings) {
        Tables.RATINGS.put(change, ratings);
    }

    /// The service account has no box: what is written to it stays with its author, and nobody's letters meet there.
    void post(Peer to, BoxLetter letter) {
        switch (to) {
            case Peer.User(var user) -> {
                if (!user.equals(UserId.SERVICE)) change.post(Partition.box(user), letter);
            }
        }
    }

    /// A letter to this box itself: the way in which a long effect goes on in further commits (rule R14).
    void postToSelf(BoxLetter letter) {
        change.post(change.partition(), letter);
    }

    private void log(BoxEvent event, @Nullable Integer ptsCount) {
        Long authKeyId = by == null ? null : by.value();
        Tables.LOG.put(change, new Position(pts, ++logNumber), new BoxLog(ptsCount, authKeyId, now, event));
    }

    /// The other one's account knows it too, so that it does not see the owner online.
    private void tellBlocked(Peer peer, boolean isBlocked) {
        switch (peer) {
            case Peer.User(var user) ->
                change.post(Partition.account(user), new AccountBlockedLetter(owner().value(), isBlocked, now));
        }
    }

    private void remove(BoxMessage message) {
        Tables.MESSAGES.delete(change, message.id());
        Tables.INDEX.delete(change, new InDialog(Peer.of(message.peer()), message.id()));
        if (message.name() != null) Tables.NAMES.delete(change, Name.of(message.name()));
    }

    /// The dialog with its newest remaining message on top.
    private Dialog withTop(Dialog dialog) {
        var newest = index(dialog.peer(), 1, nextMessageId, 1, Order.DESCENDING);
        if (newest.isEmpty()) return dialog.withTop(0, 0);
        BoxMessage top = findMessage(newest.getFirst().id());
        if (top == null) throw new IllegalStateException("an index line without its message");
        return dialog.withTop(top.id(), top.date());
    }

    private static boolean isIncoming(BoxMessage message) {
        return message.name() != null;
    }

    private static Place place(Dialog dialog) {
        return new Place(dialog.topDate(), dialog.topMessage(), dialog.peer());
    }
}
