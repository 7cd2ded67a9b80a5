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
import chappe.domain.account.PrivacyKey;
import chappe.domain.account.SeenUser;
import chappe.domain.account.Users;
import chappe.domain.box.BlockList;
import chappe.domain.box.Notifications;
import chappe.domain.box.NotifyScope;
import chappe.domain.box.Peer;
import chappe.wire.Birthday;
import chappe.wire.UserFull;
import chappe.wire.UserType;
import chappe.wire.messages.GetPeerSettings;
import chappe.wire.messages.PeerSettings;
import chappe.wire.users.GetFullUser;
import chappe.wire.users.GetUsers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The methods that load people.
public final class UserLoads {
    private final Inputs inputs;
    private final Users users;
    private final BlockList blockList;
    private final Notifications notifications;

    public UserLoads(Inputs inputs, Users users, BlockList blockList, Notifications notifications) {
        this.inputs = inputs;
        this.users = users;
        this.blockList = blockList;
        this.notifications = notifications;
    }

    public void register(Routes on) {
        on.user(GetUsers.class, Limit.READ, this::getUsers);
        on.user(GetFullUser.class, Limit.READ, this::getFullUser);
        on.user(GetPeerSettings.class, Limit.READ, this::getPeerSettings);
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

    /// [users.getFullUser](https://core.telegram.org/method/users.getFullUser): what the user's privacy
    /// rules keep from the caller is left out.
    ///
    /// Refuses with USER_ID_INVALID.
    chappe.wire.users.UserFull getFullUser(Caller caller, GetFullUser ask) {
        SeenUser seen = users.seenBy(caller.userId(), inputs.user(caller.userId(), ask.id()));
        if (seen.profile() == null) throw RpcError.USER_ID_INVALID.refuse();
        boolean isBlocked = isBlocked(caller, seen.id());
        var scope = new NotifyScope.Of(Peer.user(seen.id()));
        var notifySettings = PresentNotify.ofPeer(notifications.of(caller.userId(), scope));
        UserFull full = new UserFull.Builder(
                        seen.id().value(), PresentUsers.settings(seen, isBlocked), notifySettings, 0)
                .blocked(isBlocked)
                .voiceMessagesForbidden(!seen.allows(PrivacyKey.VOICE_MESSAGES))
                .about(seen.about().isEmpty() ? null : seen.about())
                .birthday(birthday(seen))
                .privateForwardName(seen.allows(PrivacyKey.FORWARDS) ? null : fullName(seen))
                .build();
        return new chappe.wire.users.UserFull(full, List.of(), List.of(PresentUsers.user(seen)));
    }

    /// [messages.getPeerSettings](https://core.telegram.org/method/messages.getPeerSettings). Refuses
    /// with PEER_ID_INVALID.
    PeerSettings getPeerSettings(Caller caller, GetPeerSettings ask) {
        SeenUser seen = users.seenBy(caller.userId(), inputs.person(caller.userId(), ask.peer()));
        var settings = PresentUsers.settings(seen, isBlocked(caller, seen.id()));
        return new PeerSettings(settings, List.of(), List.of(PresentUsers.user(seen)));
    }

    private boolean isBlocked(Caller caller, UserId user) {
        return blockList.isBlocked(caller.userId(), Peer.user(user));
    }

    private static @Nullable Birthday birthday(SeenUser seen) {
        var birthday = seen.birthday();
        if (birthday == null) return null;
        return new Birthday.Builder(birthday.day(), birthday.month())
                .year(birthday.year())
                .build();
    }

    /// What stands in the place of a link where messages of the user are forwarded.
    private static String fullName(SeenUser seen) {
        return (seen.firstName() + " " + seen.lastName()).strip();
    }
}
