package chappe.domain.box;

import chappe.core.Limits;
import chappe.domain.box.BoxView.Indexed;
import chappe.store.View.Order;
import java.util.ArrayList;
import java.util.List;

/// Which part of a dialog is asked for ([offsets](https://core.telegram.org/api/offsets)).
///
/// Think of the dialog as a list, newest first. The offset is the border above the first message that is older than
/// `offsetId`, or without one than `offsetDate`; the window begins `addOffset` lines below it, or above it when
/// negative, and is `limit` lines long. What lies above the newest message stays empty: the window is cut there, not
/// moved.
///
/// @param offsetId 0 for the newest
/// @param offsetDate unix seconds; 0 for none. It counts without `offsetId` only: clients name the last message of
///     a page
///     by both, and the next may be of the same second
/// @param maxId only ids below it; 0 for none
/// @param minId only ids above it; 0 for none
public record Window(int offsetId, int offsetDate, int addOffset, int limit, int maxId, int minId) {

    /// The newest messages.
    public static Window newest(int limit) {
        return new Window(0, 0, 0, limit, 0, 0);
    }

    public Window {
        limit = Math.clamp(limit, 0, Limits.HISTORY_PAGE_MAX);
    }

    List<Indexed> lines(BoxView box, Peer peer) {
        if (addOffset > Limits.ADD_OFFSET_MAX || addOffset < -Limits.ADD_OFFSET_MAX) return List.of();
        int low = Math.max(1, minId < Integer.MAX_VALUE ? minId + 1 : minId);
        int high = maxId > 0 ? maxId : Integer.MAX_VALUE;
        int border = Math.clamp(border(box, peer), Math.min(low, high), high);
        int above = Math.max(0, -addOffset);
        int skipped = Math.max(0, addOffset);
        var newer = box.index(peer, border, high, above, Order.ASCENDING);
        List<Indexed> lines = new ArrayList<>();
        for (int i = newer.size(); i-- > 0; ) {
            if (above - 1 - i < limit) lines.add(newer.get(i));
        }
        int older = limit - above;
        if (older > 0) {
            var rest = box.index(peer, low, border, skipped + older, Order.DESCENDING);
            lines.addAll(rest.subList(Math.min(skipped, rest.size()), rest.size()));
        }
        return lines;
    }

    private int border(BoxView box, Peer peer) {
        if (offsetId > 0) return offsetId;
        return offsetDate > 0 ? box.firstAt(peer, offsetDate) : Integer.MAX_VALUE;
    }
}
