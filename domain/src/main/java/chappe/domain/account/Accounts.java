package chappe.domain.account;

import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.record.AccountOpenLetter;
import chappe.store.record.AccountPresence;
import chappe.store.record.AccountProfile;
import chappe.store.record.PhoneOpenedLetter;
import java.util.List;

/// Accounts as such: their opening, and whose phone they have.
public final class Accounts {
    private final Store store;

    public Accounts(Store store) {
        this.store = store;
    }

    /// Whether the account has this phone now, by this very claim (rule R11).
    boolean hasPhone(UserId user, Phone phone, long token) {
        AccountProfile profile = store.read(Partition.account(user), Rows.PROFILE::find);
        return profile != null && profile.phone() == phone.digits() && profile.phoneToken() == token;
    }

    /// A phone's claim opens the account, unless somebody else has its id: create-if-absent, and repeatable.
    public void onOpen(Change change, Letter<AccountOpenLetter> letter) {
        AccountOpenLetter open = letter.body();
        AccountProfile existing = Rows.PROFILE.find(change);
        if (existing == null) {
            Rows.PROFILE.put(
                    change,
                    new AccountProfile(
                            open.userId(),
                            open.phone(),
                            open.token(),
                            open.firstName(),
                            open.lastName(),
                            "",
                            open.at()));
            Rows.PRESENCE.put(change, new AccountPresence(open.at()));
            change.wake(AccountUse.endsAt(change, List.of()));
        }
        boolean made = existing == null || existing.phoneToken() == open.token();
        change.post(letter.from(), new PhoneOpenedLetter(open.userId(), open.token(), made));
    }
}
