package chappe.domain.box;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Tables.Place;
import chappe.store.record.BoxEventDialogPinned;
import chappe.store.record.BoxMessage;
import chappe.store.record.BoxNotify;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of chats. Immutable, thread-safe; all calls block.
public final class Dialogs {
    private static final Peer LAST_PEER = Peer.user(new UserId((1L << 40) - 1));

    private final Boxes boxes;

    public Dialogs(Boxes boxes) {
        this.boxes = boxes;
    }

    /// A page of the list: the pinned dialogs first, then the others by their newest messages.
    ///
    /// @param after the last dialog of the page before
    /// @param excludePinned leaves the pinned ones out; later pages always do
    public Page page(UserId owner, After after, int limit, boolean excludePinned) {
        return boxes.read(owner, box -> {
            List<Peer> pinned = listedPins(box);
            List<Line> lines = new ArrayList<>();
            if (after.isStart() && !excludePinned) for (Peer peer : pinned) lines.add(line(box, peer));
            int atMost = Math.clamp(limit, 0, Limits.DIALOGS_PAGE_MAX);
            for (Peer peer : box.listedBefore(after.place(box), atMost + pinned.size())) {
                if (lines.size() < atMost && !pinned.contains(peer)) lines.add(line(box, peer));
            }
            int count = box.head().dialogCount() - (excludePinned ? pinned.size() : 0);
            return new Page(lines, count, State.of(box));
        });
    }

    public Page pinned(UserId owner) {
        return boxes.read(owner, box -> {
            List<Peer> pinned = listedPins(box);
            return new Page(pinned.stream().map(peer -> line(box, peer)).toList(), pinned.size(), State.of(box));
        });
    }

    /// The dialogs with these peers, empty ones where there was none yet.
    public Page with(UserId owner, List<Peer> peers) {
        return boxes.read(
                owner,
                box -> new Page(
                        peers.stream().distinct().map(peer -> line(box, peer)).toList(), peers.size(), State.of(box)));
    }

    /// Pins a dialog to the top of the list or takes it down again.
    ///
    /// @throws chappe.core.Refusal PEER_HISTORY_EMPTY, PINNED_DIALOGS_TOO_MUCH
    public void pin(Actor actor, Peer peer, boolean isPinned) {
        boxes.write(actor, box -> {
            List<Peer> pinned = new ArrayList<>(box.pinned());
            if (pinned.contains(peer) == isPinned) return null;
            pinned.remove(peer);
            if (isPinned) {
                if (!box.dialog(peer).isListed()) throw RpcError.PEER_HISTORY_EMPTY.refuse();
                if (pinned.size() >= Limits.PINNED_DIALOGS_MAX) throw RpcError.PINNED_DIALOGS_TOO_MUCH.refuse();
                pinned.addFirst(peer);
            }
            box.putPinned(pinned);
            box.logState(new BoxEventDialogPinned(peer.stored()));
            return null;
        });
    }

    /// A pinned dialog that lost its messages is not listed until it has some again.
    private static List<Peer> listedPins(BoxView box) {
        return box.pinned().stream().filter(peer -> box.dialog(peer).isListed()).toList();
    }

    private static Line line(BoxView box, Peer peer) {
        Dialog dialog = box.dialog(peer);
        BoxMessage top = dialog.isListed() ? box.findMessage(dialog.topMessage()) : null;
        return new Line(dialog, top, box.pinned().contains(peer), box.notify(new NotifyScope.Of(peer)));
    }

    /// A dialog with its newest message and its notification settings.
    public record Line(Dialog dialog, @Nullable BoxMessage top, boolean isPinned, BoxNotify notifications) {}

    /// @param count how many dialogs there are in all
    /// @param state of the box in the same snapshot
    public record Page(List<Line> lines, int count, State state) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /// The place behind a dialog: its date, top message and peer as the client saw them; zeros for the start.
    public record After(int date, int id, @Nullable Peer peer) {
        public static final After START = new After(0, 0, null);

        boolean isStart() {
            return date <= 0 && id <= 0;
        }

        private Place place(BoxView box) {
            if (isStart()) return new Place(Integer.MAX_VALUE, Integer.MAX_VALUE, LAST_PEER);
            BoxMessage message = date <= 0 ? box.findMessage(id) : null;
            int from = message == null ? Math.max(date, 0) : message.date();
            if (from == 0) return placeOf(box);
            return new Place(from, Math.max(id, 0), Peer.user(new UserId(1)));
        }

        /// Where neither date nor message leads anywhere: the dialog's own place now.
        private Place placeOf(BoxView box) {
            Dialog dialog = peer == null ? Dialog.none(LAST_PEER) : box.dialog(peer);
            return new Place(dialog.topDate(), dialog.topMessage(), dialog.peer());
        }
    }
}
