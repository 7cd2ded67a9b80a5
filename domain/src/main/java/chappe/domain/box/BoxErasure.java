package chappe.domain.box;

import chappe.core.LoginLimits;
import chappe.store.Change;
import chappe.store.Store.Letter;
import chappe.store.View.Order;
import chappe.store.View.Row;
import chappe.store.record.BoxLetterErase;

/// The end of a box whose account was deleted: its rows go in bounded commits (rule R14), whatever they are, and the
/// emptied partition is closed, so that letters to it are acknowledged and dropped (rule R1). The copies of its
/// messages in other boxes are those boxes' own, and stay.
final class BoxErasure {
    private static final byte[] FIRST_KEY = {0};
    private static final byte[] BEHIND_ALL_KEYS = {(byte) 0xff};

    static void onErase(Change change, Letter<BoxLetterErase> letter) {
        var rows = change.scan(FIRST_KEY, BEHIND_ALL_KEYS, LoginLimits.ERASED_AT_ONCE_MAX, Order.ASCENDING);
        for (Row row : rows) change.delete(row.key());
        if (rows.size() == LoginLimits.ERASED_AT_ONCE_MAX) change.post(change.partition(), letter.body());
        else change.close();
    }

    private BoxErasure() {}
}
