package chappe.domain.box;

import chappe.core.UserId;
import chappe.domain.box.Tables.InDialog;
import chappe.domain.box.Tables.RandomId;
import chappe.store.Partition;
import chappe.store.Table;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.record.BoxHead;
import chappe.store.record.BoxIndexed;
import chappe.store.record.BoxLocal;
import chappe.store.record.BoxLog;
import chappe.store.record.BoxMessage;
import chappe.store.record.BoxNotify;
import chappe.store.record.BoxNotifyCount;
import chappe.store.record.BoxPinned;
import chappe.store.record.BoxRating;
import chappe.store.record.BoxRatings;
import chappe.store.record.BoxSent;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// One snapshot of a box, in its own words. Confined to the function that it was opened for.
class BoxView {
    /// Of a scope that has no notification settings of its own.
    static final BoxNotify NO_SETTINGS = new BoxNotify.Builder().build();

    private static final BoxRatings RATINGS_FIRST = new BoxRatings(false, 0);

    private final View view;
    private final int epoch;

    BoxView(View view, int epoch) {
        this.view = view;
        this.epoch = epoch;
    }

    final UserId owner() {
        return new UserId(view.partition().number());
    }

    BoxHead head() {
        return Heads.of(Tables.HEAD.find(view), epoch);
    }

    final @Nullable BoxMessage findMessage(int id) {
        return Tables.MESSAGES.find(view, id);
    }

    /// The dialog, empty where there was none yet.
    final Dialog dialog(Peer peer) {
        var stored = Tables.DIALOGS.find(view, peer);
        return stored == null ? Dialog.none(peer) : Dialog.of(peer, stored);
    }

    final boolean isBlocked(Peer peer) {
        return head().blockedCount() > 0 && Tables.BLOCKED.contains(view, peer);
    }

    final @Nullable BoxSent findSent(Peer peer, long randomId) {
        return Tables.SENT.find(view, new RandomId(peer, randomId));
    }

    final List<Peer> pinned() {
        BoxPinned pinned = Tables.PINNED.find(view);
        return pinned == null
                ? List.of()
                : pinned.peers().stream().map(Peer::of).toList();
    }

    /// Messages of a dialog with `from <= id < to`, at most `limit`.
    final List<Indexed> index(Peer peer, int from, int to, int limit, Order order) {
        if (limit <= 0 || from >= to) return List.of();
        return Tables.INDEX.scanBetween(view, new InDialog(peer, from), new InDialog(peer, to), limit, order).stream()
                .map(row -> new Indexed(row.key().id(), row.value().isIncoming()))
                .toList();
    }

    /// Log rows from a position on.
    final List<Table.Entry<Position, BoxLog>> logFrom(Position from, int limit) {
        return Tables.LOG.scanFrom(view, from, limit);
    }

    final List<Table.Entry<Position, BoxLog>> logBefore(Position before, int limit) {
        return Tables.LOG.scanBefore(view, before, limit);
    }

    /// The dialogs before a place in the list of chats, newest first.
    final List<Peer> listedBefore(Tables.Place before, int limit) {
        return Tables.ORDER.scanBefore(view, before, limit).stream()
                .map(row -> row.key().peer())
                .toList();
    }

    final List<Peer> blocked(int limit) {
        return Tables.BLOCKED.scan(view, limit, Order.ASCENDING).stream()
                .map(Table.Entry::key)
                .toList();
    }

    final int blockedAt(Peer peer) {
        return Tables.BLOCKED.get(view, peer).date();
    }

    final BoxNotify notify(NotifyScope scope) {
        BoxNotify settings = Tables.NOTIFY.find(view, scope);
        return settings == null ? NO_SETTINGS : settings;
    }

    final List<Table.Entry<NotifyScope, BoxNotify>> notifySettings(int limit) {
        return Tables.NOTIFY.scan(view, limit, Order.ASCENDING);
    }

    /// How many peers have notification settings of their own.
    final int notifyCount() {
        BoxNotifyCount count = Tables.NOTIFY_COUNT.find(view);
        return count == null ? 0 : count.peers();
    }

    final BoxRatings ratings() {
        BoxRatings ratings = Tables.RATINGS.find(view);
        return ratings == null ? RATINGS_FIRST : ratings;
    }

    final @Nullable BoxRating rating(Peer peer) {
        return Tables.RATED.find(view, peer);
    }

    final List<Table.Entry<Peer, BoxRating>> rated(int limit) {
        return Tables.RATED.scan(view, limit, Order.ASCENDING);
    }

    /// A message's name in every box (rule R6).
    final Name nameOf(BoxMessage message) {
        return message.name() == null ? Name.of(owner(), message.id()) : Name.of(message.name());
    }

    /// The id here of a named message; 0 where this box has no such message.
    final int localId(Name name) {
        if (name.origin().equals(view.partition())) {
            return findMessage((int) name.number()) == null ? 0 : (int) name.number();
        }
        BoxLocal local = Tables.NAMES.find(view, name);
        return local == null ? 0 : local.id();
    }

    /// The highest number among the messages from `origin` that stand here at or below `maxId`; 0 when there is none.
    final long numberUpTo(Partition origin, int maxId, long numberMax) {
        return firstAbove(origin, maxId, numberMax) - 1;
    }

    /// Up to which number everything from `origin` stood here at or below `maxId`, deleted messages included.
    final long watermark(Partition origin, int maxId, long numberMax) {
        var after = names(origin, firstAbove(origin, maxId, numberMax));
        return after.isEmpty() ? numberMax : after.getFirst().key().number() - 1;
    }

    /// The id here of the last message that `origin` numbered at or below `number`; 0 when there is none.
    final int lastUpTo(Partition origin, long number) {
        var last =
                Tables.NAMES.scanBetween(view, new Name(origin, 0), new Name(origin, number + 1), 1, Order.DESCENDING);
        return last.isEmpty() ? 0 : last.getFirst().value().id();
    }

    /// The first id of a dialog whose message is not older than `date`, or one above the newest.
    final int firstAt(Peer peer, int date) {
        int end = dialog(peer).topMessage() + 1;
        return (int) search(1, end, id -> {
            var next = index(peer, (int) id, end, 1, Order.ASCENDING);
            if (next.isEmpty()) return true;
            BoxMessage message = findMessage(next.getFirst().id());
            return message != null && message.date() >= date;
        });
    }

    final View view() {
        return view;
    }

    final int epoch() {
        return epoch;
    }

    /// One above the highest number from `origin` that stands here at or below `maxId`. Numbers of one origin and the
    /// ids they get here grow together, so halving finds the border.
    private long firstAbove(Partition origin, int maxId, long numberMax) {
        return search(1, numberMax + 1, number -> {
            var next = names(origin, number);
            return next.isEmpty() || next.getFirst().value().id() > maxId;
        });
    }

    private List<Table.Entry<Name, BoxLocal>> names(Partition origin, long from) {
        return Tables.NAMES.scanBetween(
                view, new Name(origin, from), new Name(origin, Long.MAX_VALUE), 1, Order.ASCENDING);
    }

    /// The least number in `low..high` for which `isPast` holds, where it holds for all above too; `high` if for
    /// none.
    private static long search(long low, long high, LongPredicate isPast) {
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isPast.test(middle)) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// A message's line in its dialog.
    record Indexed(int id, boolean isIncoming) {
        static final BoxIndexed INCOMING = new BoxIndexed(true);
        static final BoxIndexed OUTGOING = new BoxIndexed(false);
    }
}
