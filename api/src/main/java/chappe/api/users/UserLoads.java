package chappe.api.users;

import chappe.api.present.Inputs;
import chappe.api.present.PresentNotify;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.SeenUser;
import chappe.domain.account.Users;
import chappe.domain.box.Notifications;
import chappe.domain.box.NotifyScope;
import chappe.domain.box.Peer;
import chappe.store.record.AccountProfile;
import chappe.wire.UserFull;
import chappe.wire.UserType;
import chappe.wire.users.GetFullUser;
import chappe.wire.users.GetUsers;
import java.util.List;

/// The methods that load people.
public final class UserLoads {
    private final Inputs inputs;
    private final Users users;
    private final Notifications notifications;

    public UserLoads(Inputs inputs, Users users, Notifications notifications) {
        this.inputs = inputs;
        this.users = users;
        this.notifications = notifications;
    }

    public void register(Routes on) {
        on.user(GetUsers.class, Limit.READ, this::getUsers);
        on.user(GetFullUser.class, Limit.READ, this::getFullUser);
    }

    /// [users.getUsers](https://core.telegram.org/method/users.getUsers)
    ///
    /// - `id`: at most 200.
    ///
    /// Refuses with USER_ID_INVALID when one of them is not the caller's to name, and INPUT_REQUEST_TOO_LONG.
    List<UserType> getUsers(Caller caller, GetUsers ask) {
        if (ask.id().size() > Limits.USERS_ASKED_MAX) throw RpcError.INPUT_REQUEST_TOO_LONG.refuse();
        List<UserId> ids = ask.id().stream()
                .map(each -> inputs.user(caller.userId(), each))
                .toList();
        return users.seenBy(caller.userId(), ids).stream()
                .map(PresentUsers::user)
                .toList();
    }

    /// [users.getFullUser](https://core.telegram.org/method/users.getFullUser)
    ///
    /// Refuses with USER_ID_INVALID.
    chappe.wire.users.UserFull getFullUser(Caller caller, GetFullUser ask) {
        SeenUser seen = users.seenBy(caller.userId(), inputs.user(caller.userId(), ask.id()));
        AccountProfile profile = seen.profile();
        if (profile == null) throw RpcError.USER_ID_INVALID.refuse();
        var scope = new NotifyScope.Of(Peer.user(seen.id()));
        var notifySettings = PresentNotify.ofPeer(notifications.of(caller.userId(), scope));
        UserFull full = new UserFull.Builder(seen.id().value(), PresentUsers.settings(seen), notifySettings, 0)
                .about(profile.about().isEmpty() ? null : profile.about())
                .build();
        return new chappe.wire.users.UserFull(full, List.of(), List.of(PresentUsers.user(seen)));
    }
}
