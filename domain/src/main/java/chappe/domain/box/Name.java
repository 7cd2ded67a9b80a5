package chappe.domain.box;

import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.record.BoxName;

/// What a message is called in every box that has it (rule R6): where it was first committed, and its number there.
///
/// A private message is first committed in its author's box, and its number is its id in that box: so an author's box
/// needs no row to find its own messages by name, and ids that jump ahead in a new epoch make no name twice.
record Name(Partition origin, long number) {

    static Name of(UserId author, int id) {
        return new Name(Partition.box(author), id);
    }

    static Name of(BoxName stored) {
        return new Name(new Partition(Partition.Kind.of(stored.kind()), stored.origin(), ""), stored.number());
    }

    BoxName stored() {
        return new BoxName(origin.kind().code(), origin.number(), number);
    }
}
