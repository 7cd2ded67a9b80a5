package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.box.Notices;
import chappe.store.Change;
import chappe.store.Store.Letter;
import chappe.store.Table;
import chappe.store.View.Order;
import chappe.store.record.AccountKnownBy;
import chappe.store.record.AccountTellLetter;
import chappe.store.record.BoxEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a user's own sessions, and those of all who have the user as a contact, of what changed in the
/// account.
///
/// However many they are, a commit stays bounded: what is too much goes on by a letter to oneself (rule
/// R14).
public final class Watchers {

    /// From inside a change of the user's account.
    ///
    /// @param by the key whose answer tells it
    static void tell(Change change, UserId user, @Nullable AuthKeyId by, BoxEvent event) {
        Notices.post(change, user, by, event);
        tell(change, Rows.KNOWN_BY.scan(change, Limits.WATCHERS_TOLD_AT_ONCE_MAX, Order.ASCENDING), event);
    }

    public static void onTell(Change change, Letter<AccountTellLetter> letter) {
        var after = new UserId(letter.body().after());
        tell(
                change,
                Rows.KNOWN_BY.scanAfter(change, after, Limits.WATCHERS_TOLD_AT_ONCE_MAX),
                letter.body().event());
    }

    private static void tell(Change change, List<Table.Entry<UserId, AccountKnownBy>> rows, BoxEvent event) {
        List<UserId> watchers = rows.stream().map(Table.Entry::key).toList();
        Notices.post(change, watchers, event);
        if (watchers.size() < Limits.WATCHERS_TOLD_AT_ONCE_MAX) return;
        change.post(change.partition(), new AccountTellLetter(watchers.getLast().value(), event));
    }

    private Watchers() {}
}
