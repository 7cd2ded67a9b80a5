package chappe.domain.box;

import chappe.store.Cell;
import chappe.store.Keys;
import chappe.store.Partition;
import chappe.store.Table;
import chappe.store.record.BoxBlocked;
import chappe.store.record.BoxDialog;
import chappe.store.record.BoxHead;
import chappe.store.record.BoxIndexed;
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
import chappe.store.record.Records;

/// The tables of a box; their keys are drawn in the package's own page.
final class Tables {
    static final Keys<Integer> ID = Keys.ascending().as(Integer::longValue, Long::intValue);
    static final Keys<Peer> PEER = Keys.ascending().as(Peer::stored, Peer::of);
    private static final Keys<Partition> ORIGIN = Keys.of(
            (origin, out) -> out.uint8(origin.kind().code()).ascending(origin.number()),
            in -> new Partition(Partition.Kind.of(in.uint8()), in.ascending(), ""));
    private static final Keys<InDialog> IN_DIALOG = Keys.pair(PEER, InDialog::peer, ID, InDialog::id, InDialog::new);
    private static final Keys<Name> NAME = Keys.pair(ORIGIN, Name::origin, Keys.ascending(), Name::number, Name::new);
    private static final Keys<Place> PLACE = Keys.of(
            (place, out) -> out.ascending(place.date())
                    .ascending(place.topMessage())
                    .ascending(place.peer().stored()),
            in -> new Place((int) in.ascending(), (int) in.ascending(), Peer.of(in.ascending())));
    private static final Keys<RandomId> RANDOM_ID =
            Keys.pair(PEER, RandomId::peer, Keys.ascending(), RandomId::value, RandomId::new);
    private static final Keys<Position> POSITION =
            Keys.pair(ID, Position::pts, Keys.ascending(), Position::number, Position::new);

    static final Cell<BoxHead> HEAD = new Cell<>(1, BoxHead.class, Records.SCHEMA);
    static final Table<Integer, BoxMessage> MESSAGES = new Table<>(2, ID, BoxMessage.class, Records.SCHEMA);
    static final Table<InDialog, BoxIndexed> INDEX = new Table<>(3, IN_DIALOG, BoxIndexed.class, Records.SCHEMA);
    static final Table<Name, BoxLocal> NAMES = new Table<>(4, NAME, BoxLocal.class, Records.SCHEMA);
    static final Table<Peer, BoxDialog> DIALOGS = new Table<>(5, PEER, BoxDialog.class, Records.SCHEMA);
    static final Table<Place, BoxOrdered> ORDER = new Table<>(6, PLACE, BoxOrdered.class, Records.SCHEMA);
    static final Table<RandomId, BoxSent> SENT = new Table<>(7, RANDOM_ID, BoxSent.class, Records.SCHEMA);
    static final Table<Position, BoxLog> LOG = new Table<>(8, POSITION, BoxLog.class, Records.SCHEMA);
    static final Table<Peer, BoxBlocked> BLOCKED = new Table<>(9, PEER, BoxBlocked.class, Records.SCHEMA);
    static final Cell<BoxPinned> PINNED = new Cell<>(10, BoxPinned.class, Records.SCHEMA);

    static final Table<NotifyScope, BoxNotify> NOTIFY =
            new Table<>(30, Keys.ascending().as(NotifyScope::stored, NotifyScope::of), BoxNotify.class, Records.SCHEMA);
    static final Cell<BoxNotifyCount> NOTIFY_COUNT = new Cell<>(31, BoxNotifyCount.class, Records.SCHEMA);
    static final Table<Peer, BoxRating> RATED = new Table<>(32, PEER, BoxRating.class, Records.SCHEMA);
    static final Cell<BoxRatings> RATINGS = new Cell<>(33, BoxRatings.class, Records.SCHEMA);

    /// A message's place in its dialog.
    record InDialog(Peer peer, int id) {}

    /// A dialog's place in the list of chats, which is read from its end.
    record Place(int date, int topMessage, Peer peer) {}

    /// The author's own key for a message of a dialog.
    record RandomId(Peer peer, long value) {}

    private Tables() {}
}
