package chappe.store.post;

import chappe.core.tl.TlObject;
import chappe.store.Change;
import chappe.store.Store.Letter;

/// Gives letters of one type their effect on the receiving partition.
///
/// It runs inside the receiver's write, so it may run again and does no I/O. It never refuses for business reasons and
/// tolerates what is not there (rule R3): an exception means "not now", and after several the letter is put aside.
@FunctionalInterface
public interface LetterHandler<L extends TlObject> {
    void take(Change change, Letter<L> letter);
}
