package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.Table;
import chappe.store.View.Order;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.AccountLoggedInLetter;
import chappe.store.record.AccountLoggedOutLetter;
import chappe.store.record.AccountOpenLetter;
import chappe.store.record.AccountPresence;
import chappe.store.record.AccountProfile;
import chappe.store.record.PhoneOpenedLetter;
import java.util.List;

/// Accounts as such: their opening, and the keys that are logged in to them.
public final class Accounts {
    private static final int AUTHORIZATIONS_READ_MAX = 1_000;

    private final Store store;

    public Accounts(Store store) {
        this.store = store;
    }

    /// The keys logged in to the account, as its owner may see and end them.
    public List<AccountAuthorization> authorizations(UserId user) {
        return store.read(
                Partition.account(user),
                view -> Rows.AUTHORIZATIONS.scan(view, AUTHORIZATIONS_READ_MAX, Order.ASCENDING).stream()
                        .map(Table.Entry::value)
                        .toList());
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
        }
        boolean made = existing == null || existing.phoneToken() == open.token();
        change.post(letter.from(), new PhoneOpenedLetter(open.userId(), open.token(), made));
    }

    public void onLoggedIn(Change change, Letter<AccountLoggedInLetter> letter) {
        if (Rows.PROFILE.find(change) == null) return;
        AccountAuthorization authorization = letter.body().authorization();
        Rows.AUTHORIZATIONS.put(change, new AuthKeyId(authorization.authKeyId()), authorization);
    }

    public void onLoggedOut(Change change, Letter<AccountLoggedOutLetter> letter) {
        Rows.AUTHORIZATIONS.delete(change, new AuthKeyId(letter.body().authKeyId()));
    }
}
