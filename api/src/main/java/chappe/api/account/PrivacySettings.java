package chappe.api.account;

import chappe.api.present.Inputs;
import chappe.api.present.PresentPrivacy;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.Privacy;
import chappe.domain.account.PrivacyKey;
import chappe.domain.account.PrivacyRule;
import chappe.domain.account.PrivacyRule.Kind;
import chappe.wire.InputPrivacyRule;
import chappe.wire.InputPrivacyValueAllowAll;
import chappe.wire.InputPrivacyValueAllowBots;
import chappe.wire.InputPrivacyValueAllowChatParticipants;
import chappe.wire.InputPrivacyValueAllowCloseFriends;
import chappe.wire.InputPrivacyValueAllowContacts;
import chappe.wire.InputPrivacyValueAllowPremium;
import chappe.wire.InputPrivacyValueAllowUsers;
import chappe.wire.InputPrivacyValueDisallowAll;
import chappe.wire.InputPrivacyValueDisallowBots;
import chappe.wire.InputPrivacyValueDisallowChatParticipants;
import chappe.wire.InputPrivacyValueDisallowContacts;
import chappe.wire.InputPrivacyValueDisallowUsers;
import chappe.wire.InputUserType;
import chappe.wire.account.GetPrivacy;
import chappe.wire.account.PrivacyRules;
import chappe.wire.account.SetPrivacy;
import chappe.wire.contacts.EditCloseFriends;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The methods around [privacy rules](https://core.telegram.org/api/privacy).
public final class PrivacySettings {
    private final Privacy privacy;
    private final PrivacyListener listener;
    private final Inputs inputs;
    private final PresentUsers people;

    public PrivacySettings(Privacy privacy, PrivacyListener listener, Inputs inputs, PresentUsers people) {
        this.privacy = privacy;
        this.listener = listener;
        this.inputs = inputs;
        this.people = people;
    }

    public void register(Routes on) {
        on.user(GetPrivacy.class, Limit.READ, this::getPrivacy);
        on.user(SetPrivacy.class, Limit.CHANGE, this::setPrivacy);
        on.user(EditCloseFriends.class, Limit.CHANGE, this::editCloseFriends);
    }

    /// [account.getPrivacy](https://core.telegram.org/method/account.getPrivacy)
    PrivacyRules getPrivacy(Caller caller, GetPrivacy ask) {
        return presented(caller, privacy.rules(caller.userId(), PrivacyKeys.key(ask.key())));
    }

    /// [account.setPrivacy](https://core.telegram.org/method/account.setPrivacy)
    ///
    /// - `rules`: matched in their order; the first that is about somebody decides; none means no. Each
    ///   kind once, at least one; of users 1000 at most, each one the caller may name. There are no
    ///   groups yet, so no rule may name one.
    ///
    /// The caller's other sessions hear of it by `updatePrivacy`.
    ///
    /// Refuses with PRIVACY_VALUE_INVALID, PRIVACY_TOO_LONG.
    PrivacyRules setPrivacy(Caller caller, SetPrivacy ask) {
        PrivacyKey key = PrivacyKeys.key(ask.key());
        List<PrivacyRule> rules = new ArrayList<>();
        for (InputPrivacyRule each : ask.rules()) rules.add(rule(caller.userId(), each));
        privacy.setRules(caller.actor(), key, rules);
        listener.changed(caller.userId(), key);
        return presented(caller, rules);
    }

    /// [contacts.editCloseFriends](https://core.telegram.org/method/contacts.editCloseFriends)
    ///
    /// - `id`: the whole list, at most 1000; who is no contact is passed over.
    ///
    /// Refuses with LIMIT_INVALID.
    Boolean editCloseFriends(Caller caller, EditCloseFriends ask) {
        List<UserId> ids = ask.id().stream()
                .filter(id -> id > 0 && id <= UserId.MAX)
                .map(UserId::new)
                .toList();
        privacy.setCloseFriends(caller.userId(), ids);
        return true;
    }

    private PrivacyRules presented(Caller caller, List<PrivacyRule> rules) {
        Set<UserId> mentioned = new LinkedHashSet<>();
        for (PrivacyRule rule : rules) mentioned.addAll(rule.users());
        return new PrivacyRules(
                rules.stream().map(PresentPrivacy::rule).toList(), List.of(), people.users(caller.userId(), mentioned));
    }

    private PrivacyRule rule(UserId caller, InputPrivacyRule rule) {
        return switch (rule) {
            case InputPrivacyValueAllowAll _ -> PrivacyRule.of(Kind.ALLOW_ALL);
            case InputPrivacyValueDisallowAll _ -> PrivacyRule.of(Kind.DISALLOW_ALL);
            case InputPrivacyValueAllowContacts _ -> PrivacyRule.of(Kind.ALLOW_CONTACTS);
            case InputPrivacyValueDisallowContacts _ -> PrivacyRule.of(Kind.DISALLOW_CONTACTS);
            case InputPrivacyValueAllowCloseFriends _ -> PrivacyRule.of(Kind.ALLOW_CLOSE_FRIENDS);
            case InputPrivacyValueAllowPremium _ -> PrivacyRule.of(Kind.ALLOW_PREMIUM);
            case InputPrivacyValueAllowBots _ -> PrivacyRule.of(Kind.ALLOW_BOTS);
            case InputPrivacyValueDisallowBots _ -> PrivacyRule.of(Kind.DISALLOW_BOTS);
            case InputPrivacyValueAllowUsers(var users) -> named(caller, Kind.ALLOW_USERS, users);
            case InputPrivacyValueDisallowUsers(var users) -> named(caller, Kind.DISALLOW_USERS, users);
            case InputPrivacyValueAllowChatParticipants _ -> throw RpcError.PRIVACY_VALUE_INVALID.refuse();
            case InputPrivacyValueDisallowChatParticipants _ -> throw RpcError.PRIVACY_VALUE_INVALID.refuse();
        };
    }

    private PrivacyRule named(UserId caller, Kind kind, List<InputUserType> users) {
        if (users.size() > Limits.PRIVACY_USERS_MAX) throw RpcError.PRIVACY_TOO_LONG.refuse();
        Set<UserId> ids = new LinkedHashSet<>();
        for (InputUserType each : users) {
            UserId id = inputs.findUser(caller, each);
            if (id == null) throw RpcError.PRIVACY_VALUE_INVALID.refuse();
            ids.add(id);
        }
        return new PrivacyRule(kind, List.copyOf(ids));
    }

    /// Told of each change, on the caller's thread.
    @FunctionalInterface
    public interface PrivacyListener {
        void changed(UserId user, PrivacyKey key);
    }
}
