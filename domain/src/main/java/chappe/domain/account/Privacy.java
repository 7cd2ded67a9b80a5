package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Actor;
import chappe.domain.box.Notices;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import chappe.store.record.AccountCloseFriends;
import chappe.store.record.BoxEventPrivacy;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may see or do what, by the rules of the one whom it concerns.
/// See [privacy](https://core.telegram.org/api/privacy).
///
/// The rules live in the account. A commit of that account that they guard asks
/// [#allows(View,PrivacyKey,UserId)] (rule R7); everybody else asks [Users#allows]. Immutable,
/// thread-safe.
public final class Privacy {
    private final Store store;

    public Privacy(Store store) {
        this.store = store;
    }

    public List<PrivacyRule> rules(UserId owner, PrivacyKey key) {
        return store.read(
                Partition.account(owner), view -> PrivacyRules.of(view).of(key));
    }

    /// Refuses with PRIVACY_VALUE_INVALID, PRIVACY_TOO_LONG.
    public void setRules(Actor owner, PrivacyKey key, List<PrivacyRule> rules) {
        PrivacyRules.check(rules);
        store.write(Partition.account(owner.user()), change -> {
            put(change, owner.user(), owner.authKeyId(), key, rules);
            return true;
        });
    }

    /// Makes these contacts the close friends; who is no contact is passed over. Refuses with
    /// LIMIT_INVALID.
    public void setCloseFriends(UserId owner, Collection<UserId> users) {
        if (users.size() > Limits.CLOSE_FRIENDS_MAX) throw RpcError.LIMIT_INVALID.refuse();
        store.write(Partition.account(owner), change -> {
            List<Long> friends = users.stream()
                    .distinct()
                    .filter(user -> Rows.CONTACTS.contains(change, user))
                    .map(UserId::value)
                    .toList();
            Rows.CLOSE_FRIENDS.put(change, new AccountCloseFriends(friends));
            return true;
        });
    }

    /// From inside a snapshot or change of the account whose rules decide.
    static boolean allows(View account, PrivacyKey key, UserId viewer) {
        return PrivacyRules.of(account).allow(key, viewer, Rows.CONTACTS.contains(account, viewer));
    }

    /// Lets one user from now on, whatever the rules say of others, inside a change of the account.
    static void allow(Change change, UserId owner, PrivacyKey key, UserId user) {
        if (allows(change, key, user)) return;
        List<PrivacyRule> rules = PrivacyRules.of(change).of(key);
        put(change, owner, null, key, PrivacyRules.allowing(rules, user));
    }

    /// Who is no contact any more is no close friend either.
    static void removeCloseFriend(Change change, UserId user) {
        AccountCloseFriends friends = Rows.CLOSE_FRIENDS.find(change);
        if (friends == null || !friends.users().contains(user.value())) return;
        List<Long> others =
                friends.users().stream().filter(each -> each != user.value()).toList();
        Rows.CLOSE_FRIENDS.put(change, new AccountCloseFriends(others));
    }

    private static void put(
            Change change, UserId owner, @Nullable AuthKeyId by, PrivacyKey key, List<PrivacyRule> rules) {
        Rows.PRIVACY.put(change, PrivacyRules.of(change).with(key, rules));
        Notices.post(change, owner, by, new BoxEventPrivacy(key.code()));
    }
}
