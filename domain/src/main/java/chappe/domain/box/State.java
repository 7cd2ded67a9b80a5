package chappe.domain.box;

import chappe.store.record.BoxHead;

/// Where a box stands.
///
/// @param unreadCount of all dialogs together
public record State(int pts, int unreadCount, Position position) {

    static State of(BoxView box) {
        BoxHead head = box.head();
        return new State(head.pts(), head.unreadCount(), new Position(head.pts(), head.logNumber()));
    }
}
