package chappe.api.account;

import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.domain.account.Usernames;
import chappe.wire.UserType;
import chappe.wire.account.CheckUsername;
import chappe.wire.account.ReorderUsernames;
import chappe.wire.account.ToggleUsername;
import chappe.wire.account.UpdateUsername;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The methods around one's own [username](https://core.telegram.org/api/usernames). An account has one
/// at most: more are only sold, and nothing is sold here.
public final class UsernameChanges {
    private final Usernames usernames;
    private final PresentUsers present;

    public UsernameChanges(Usernames usernames, PresentUsers present) {
        this.usernames = usernames;
        this.present = present;
    }

    public void register(Routes on) {
        on.user(CheckUsername.class, Limit.HEAVY, this::checkUsername);
        on.user(UpdateUsername.class, Limit.HEAVY, this::updateUsername);
        on.user(ReorderUsernames.class, Limit.CHANGE, this::reorderUsernames);
        on.user(ToggleUsername.class, Limit.CHANGE, this::toggleUsername);
    }

    /// [account.checkUsername](https://core.telegram.org/method/account.checkUsername): whether the
    /// caller may take it. Refuses with USERNAME_INVALID, also for reserved names.
    Boolean checkUsername(Caller caller, CheckUsername ask) {
        return usernames.isFree(caller.userId(), ask.username());
    }

    /// [account.updateUsername](https://core.telegram.org/method/account.updateUsername)
    ///
    /// - `username`: 5 to 32 letters, digits and underscores; empty to have none.
    ///
    /// Refuses with USERNAME_INVALID, USERNAME_OCCUPIED, USERNAME_NOT_MODIFIED.
    UserType updateUsername(Caller caller, UpdateUsername ask) {
        usernames.set(caller.actor(), ask.username());
        return present.user(caller.userId(), caller.userId());
    }

    /// [account.reorderUsernames](https://core.telegram.org/method/account.reorderUsernames): of one
    /// name there is one order. Refuses with ORDER_INVALID where it is another, and with
    /// USERNAME_NOT_MODIFIED.
    Boolean reorderUsernames(Caller caller, ReorderUsernames ask) {
        String own = ownOf(caller);
        List<String> all = own == null ? List.of() : List.of(own);
        throw ask.order().equals(all) ? RpcError.USERNAME_NOT_MODIFIED.refuse() : RpcError.ORDER_INVALID.refuse();
    }

    /// [account.toggleUsername](https://core.telegram.org/method/account.toggleUsername): the name that
    /// an account has chosen is always active. Refuses with USERNAME_INVALID, USERNAME_NOT_MODIFIED.
    Boolean toggleUsername(Caller caller, ToggleUsername ask) {
        boolean isActive = ask.active() && ask.username().equalsIgnoreCase(ownOf(caller));
        throw isActive ? RpcError.USERNAME_NOT_MODIFIED.refuse() : RpcError.USERNAME_INVALID.refuse();
    }

    private @Nullable String ownOf(Caller caller) {
        return present.seen(caller.userId(), caller.userId()).username();
    }
}
