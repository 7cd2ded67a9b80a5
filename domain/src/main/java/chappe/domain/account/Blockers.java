package chappe.domain.account;

import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Store.Letter;
import chappe.store.record.AccountBlockedBy;
import chappe.store.record.AccountBlockedLetter;

/// Who has blocked a user, as the user's own account knows it, so that one reading of it tells what of
/// others the user may see. The block list itself lives in the blocker's box, which tells it by letter
/// (rule R5).
final class Blockers {

    static void onBlocked(Change change, Letter<AccountBlockedLetter> letter) {
        AccountBlockedLetter told = letter.body();
        var by = new UserId(told.by());
        if (!told.isBlocked()) Rows.BLOCKED_BY.delete(change, by);
        else if (Rows.PROFILE.find(change) != null) Rows.BLOCKED_BY.put(change, by, new AccountBlockedBy(told.at()));
    }

    private Blockers() {}
}
