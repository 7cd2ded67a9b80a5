package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.PrivacyRule.Kind;
import chappe.domain.account.PrivacyRule.Viewer;
import chappe.store.View;
import chappe.store.record.AccountCloseFriends;
import chappe.store.record.AccountPrivacy;
import chappe.store.record.AccountPrivacyRule;
import chappe.store.record.AccountPrivacyRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All privacy rules of an account. Those of a key are matched in their order; the first that is about
/// somebody decides, and where none is, the answer is no. Immutable.
final class PrivacyRules {
    private static final PrivacyRules INITIAL = new PrivacyRules(Map.of(), Set.of());

    private final Map<PrivacyKey, List<PrivacyRule>> changed;
    private final Set<UserId> closeFriends;

    private PrivacyRules(Map<PrivacyKey, List<PrivacyRule>> changed, Set<UserId> closeFriends) {
        this.changed = changed;
        this.closeFriends = closeFriends;
    }

    static PrivacyRules of(View account) {
        return of(Rows.PRIVACY.find(account), Rows.CLOSE_FRIENDS.find(account));
    }

    boolean allow(PrivacyKey key, UserId viewer, boolean isContact) {
        return allows(of(key), new Viewer(viewer, isContact, closeFriends.contains(viewer)));
    }

    List<PrivacyRule> of(PrivacyKey key) {
        return changed.getOrDefault(key, key.initialRules());
    }

    boolean isCloseFriend(UserId user) {
        return closeFriends.contains(user);
    }

    /// @return to be stored
    AccountPrivacy with(PrivacyKey key, List<PrivacyRule> rules) {
        Map<PrivacyKey, List<PrivacyRule>> all = new EnumMap<>(PrivacyKey.class);
        all.putAll(changed);
        all.put(key, rules);
        List<AccountPrivacyRules> stored = new ArrayList<>();
        all.forEach((each, itsRules) -> stored.add(new AccountPrivacyRules(
                each.code(), itsRules.stream().map(PrivacyRules::stored).toList())));
        return new AccountPrivacy(stored);
    }

    static boolean allows(List<PrivacyRule> rules, Viewer viewer) {
        for (PrivacyRule rule : rules) if (rule.isAbout(viewer)) return rule.isAllowing();
        return false;
    }

    /// These rules with an exception for one user: ahead of all others, among those allowed by name.
    static List<PrivacyRule> allowing(List<PrivacyRule> rules, UserId user) {
        List<UserId> allowed = new ArrayList<>();
        List<PrivacyRule> rest = new ArrayList<>();
        for (PrivacyRule rule : rules) {
            if (rule.kind() == Kind.ALLOW_USERS) allowed.addAll(rule.users());
            else if (!rule.users().equals(List.of(user))) rest.add(without(rule, user));
        }
        if (!allowed.contains(user)) allowed.add(user);
        rest.addFirst(new PrivacyRule(Kind.ALLOW_USERS, allowed));
        return List.copyOf(rest);
    }

    /// Refuses with PRIVACY_VALUE_INVALID where there is no rule or a kind comes twice, and with
    /// PRIVACY_TOO_LONG.
    static void check(List<PrivacyRule> rules) {
        if (rules.isEmpty()) throw RpcError.PRIVACY_VALUE_INVALID.refuse();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        int users = 0;
        for (PrivacyRule rule : rules) {
            if (!kinds.add(rule.kind())) throw RpcError.PRIVACY_VALUE_INVALID.refuse();
            users += rule.users().size();
        }
        if (users > Limits.PRIVACY_USERS_MAX) throw RpcError.PRIVACY_TOO_LONG.refuse();
    }

    private static PrivacyRule without(PrivacyRule rule, UserId user) {
        List<UserId> others =
                rule.users().stream().filter(each -> !each.equals(user)).toList();
        return new PrivacyRule(rule.kind(), others);
    }

    private static PrivacyRules of(@Nullable AccountPrivacy privacy, @Nullable AccountCloseFriends friends) {
        if (privacy == null && friends == null) return INITIAL;
        Map<PrivacyKey, List<PrivacyRule>> changed = new EnumMap<>(PrivacyKey.class);
        if (privacy != null) {
            for (AccountPrivacyRules each : privacy.keys()) {
                List<PrivacyRule> rules =
                        each.rules().stream().map(PrivacyRules::rule).toList();
                changed.put(PrivacyKey.of(each.key()), rules);
            }
        }
        Set<UserId> closeFriends = friends == null
                ? Set.of()
                : friends.users().stream().map(UserId::new).collect(Collectors.toUnmodifiableSet());
        return new PrivacyRules(changed, closeFriends);
    }

    private static PrivacyRule rule(AccountPrivacyRule stored) {
        return new PrivacyRule(
                Kind.of(stored.kind()), stored.users().stream().map(UserId::new).toList());
    }

    private static AccountPrivacyRule stored(PrivacyRule rule) {
        return new AccountPrivacyRule(
                rule.kind().code(), rule.users().stream().map(UserId::value).toList());
    }
}
