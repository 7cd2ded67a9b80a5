package chappe.domain.box;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.Table;
import chappe.store.record.BoxEventContactsReset;
import chappe.store.record.BoxEventDeleted;
import chappe.store.record.BoxEventDialogPinned;
import chappe.store.record.BoxEventEdited;
import chappe.store.record.BoxEventMessage;
import chappe.store.record.BoxEventNewAuthorization;
import chappe.store.record.BoxEventNotify;
import chappe.store.record.BoxEventPeerBlocked;
import chappe.store.record.BoxEventPeerSettings;
import chappe.store.record.BoxEventPrivacy;
import chappe.store.record.BoxEventReadInbox;
import chappe.store.record.BoxEventReadOutbox;
import chappe.store.record.BoxEventUser;
import chappe.store.record.BoxEventUserName;
import chappe.store.record.BoxEventUserPhone;
import chappe.store.record.BoxLog;
import chappe.store.record.BoxMessage;
import chappe.store.record.Sound;
import chappe.store.record.SoundLocal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a box's log, for push and for difference: the same rows by the same code, so that they cannot disagree.
///
/// Immutable, thread-safe; all calls block.
public final class UpdateLog {
    private final Boxes boxes;

    public UpdateLog(Boxes boxes) {
        this.boxes = boxes;
    }

    public State state(UserId owner) {
        return boxes.read(owner, State::of);
    }

    /// The states of many boxes, batched.
    public Map<UserId, State> states(Collection<UserId> owners) {
        Map<Partition, State> states = boxes.readAll(owners, State::of);
        return states.entrySet().stream()
                .collect(Collectors.toMap(each -> new UserId(each.getKey().number()), Map.Entry::getValue));
    }

    /// What happened after a position, for push.
    ///
    /// @param except rows that this key's own calls caused are passed over, their content unread
    public Rows after(UserId owner, Position position, @Nullable AuthKeyId except) {
        return boxes.read(owner, box -> {
            List<Entry> entries = new ArrayList<>();
            Part part = read(box, position.next(), Limits.PUSH_ROWS_MAX, except, entries);
            Position end = part.end() == null ? position : part.end();
            // The head is read only where it is needed: most pushes are one row, and nothing is left behind it.
            return new Rows(entries, end, part.isWhole() ? end : State.of(box).position());
        });
    }

    /// What a client missed that knows the box up to `pts`, and states that do not move pts since its date.
    ///
    /// @param date unix seconds; whatever it is, no more than [Limits#STATES_REPEATED_MAX] states are repeated
    /// @throws chappe.core.Refusal PERSISTENT_TIMESTAMP_EMPTY, PERSISTENT_TIMESTAMP_INVALID
    public Batch difference(UserId owner, int pts, int date) {
        if (pts == 0) throw RpcError.PERSISTENT_TIMESTAMP_EMPTY.refuse();
        return boxes.read(owner, box -> {
            if (pts < 0 || pts > box.head().pts()) throw RpcError.PERSISTENT_TIMESTAMP_INVALID.refuse();
            // Behind all rows of this pts: a slice then always ends further on than it began. States among them that
            // the client may lack are repeated by its date.
            var start = new Position(pts, Long.MAX_VALUE);
            return batch(box, start, repeated(box, start, date));
        });
    }

    private static List<Entry> repeated(BoxView box, Position before, int date) {
        List<Entry> repeated = new ArrayList<>();
        for (var row : box.logBefore(before, Limits.STATES_REPEATED_MAX)) {
            if (row.value().date() < date - Limits.STATES_SLACK.toSeconds()) break;
            if (row.value().ptsCount() == null) repeated.addFirst(entry(box, row));
        }
        return repeated;
    }

    private static Batch batch(BoxView box, Position from, List<Entry> first) {
        List<Entry> entries = new ArrayList<>(first);
        State state = State.of(box);
        Part part = read(box, from, Limits.DIFFERENCE_ROWS_MAX, null, entries);
        Position end = part.isWhole() || part.end() == null ? state.position() : part.end();
        return new Batch(entries, end, part.isWhole(), state);
    }

    private static Part read(BoxView box, Position from, int rowsMax, @Nullable AuthKeyId except, List<Entry> entries) {
        Position end = null;
        int bytes = 0;
        int taken = 0;
        for (var row : box.logFrom(from, rowsMax + 1)) {
            if (taken++ == rowsMax || bytes > Limits.DIFFERENCE_BYTES_MAX) return new Part(end, false);
            end = row.key();
            Long by = row.value().authKeyId();
            if (except != null && by != null && by == except.value()) continue;
            Entry entry = entry(box, row);
            bytes += entry.size();
            entries.add(entry);
        }
        return new Part(end, true);
    }

    private static Entry entry(BoxView box, Table.Entry<Position, BoxLog> row) {
        BoxLog log = row.value();
        AuthKeyId by = log.authKeyId() == null ? null : new AuthKeyId(log.authKeyId());
        return new Entry(row.key(), log.ptsCount(), by, log.date(), event(box, log));
    }

    private static Event event(BoxView box, BoxLog log) {
        return switch (log.event()) {
            case BoxEventMessage(int id) -> content(box, id, Event.NewMessage::new);
            case BoxEventEdited(int id) -> content(box, id, Event.Edited::new);
            case BoxEventDeleted(List<Integer> ids) -> new Event.Deleted(ids);
            case BoxEventReadInbox(long peer, int maxId, int unread) ->
                new Event.ReadInbox(Peer.of(peer), maxId, unread);
            case BoxEventReadOutbox(long peer, int maxId) -> new Event.ReadOutbox(Peer.of(peer), maxId);
            case BoxEventPeerBlocked(long peer) -> new Event.PeerBlocked(Peer.of(peer), box.isBlocked(Peer.of(peer)));
            case BoxEventNotify(long scope) ->
                new Event.NotifyChanged(NotifyScope.of(scope), box.notify(NotifyScope.of(scope)));
            case BoxEventDialogPinned(long peer) ->
                new Event.DialogPinned(Peer.of(peer), box.pinned().contains(Peer.of(peer)));
            case BoxEventUser(long user) -> new Event.UserChanged(new UserId(user));
            case BoxEventUserPhone(long user) -> new Event.UserPhone(new UserId(user));
            case BoxEventNewAuthorization(boolean unconfirmed, long hash, int date, String device, String location) ->
                new Event.NewAuthorization(unconfirmed, hash, date, device, location);
            case BoxEventUserName(long user) -> new Event.UserRenamed(new UserId(user));
            case BoxEventPeerSettings(long user) -> peerSettings(box, new UserId(user));
            case BoxEventPrivacy(int key) -> new Event.PrivacyChanged(key);
            case BoxEventContactsReset _ -> new Event.ContactsReset();
        };
    }

    private static Event peerSettings(BoxView box, UserId user) {
        return new Event.PeerSettingsChanged(user, box.isBlocked(Peer.user(user)));
    }

    private static Event content(BoxView box, int id, Function<BoxMessage, Event> event) {
        BoxMessage message = box.findMessage(id);
        return message == null ? new Event.Deleted(List.of(id)) : event.apply(message);
    }

    /// One log row.
    ///
    /// @param ptsCount by how much it moved pts; null for a state that moves none
    /// @param by the key whose call caused it
    /// @param date unix seconds
    public record Entry(
            Position position,
            @Nullable Integer ptsCount,
            @Nullable AuthKeyId by,
            int date,
            Event event) {

        /// About how many bytes it takes on the wire.
        private int size() {
            return switch (event) {
                case Event.NewMessage(var message) -> size(message);
                case Event.Edited(var message) -> size(message);
                case Event.Deleted(var ids) -> 32 + 4 * ids.size();
                case Event.NotifyChanged(var _, var settings) ->
                    128 + 3 * size(settings.sound()) + 3 * size(settings.storiesSound());
                default -> 64;
            };
        }

        private static int size(@Nullable Sound sound) {
            return sound instanceof SoundLocal(var title, var data) ? 3 * (title.length() + data.length()) : 4;
        }

        private static int size(BoxMessage message) {
            return 128 + 3 * message.text().length() + 32 * message.entities().size();
        }
    }

    /// How far a reading came.
    private record Part(@Nullable Position end, boolean isWhole) {}

    /// A part of the log for push.
    ///
    /// @param end where to go on
    /// @param head where the log ends
    public record Rows(List<Entry> entries, Position end, Position head) {
        public Rows {
            entries = List.copyOf(entries);
        }

        public boolean isWhole() {
            return end.equals(head);
        }
    }

    /// A part of the log for a difference.
    ///
    /// @param end where to go on
    /// @param isWhole nothing was left when it was read
    /// @param state of the box in the same snapshot
    public record Batch(List<Entry> entries, Position end, boolean isWhole, State state) {
        public Batch {
            entries = List.copyOf(entries);
        }
    }
}
