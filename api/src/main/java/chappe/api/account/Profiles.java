package chappe.api.account;

import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.domain.account.Presence;
import chappe.domain.account.Users;
import chappe.wire.UserType;
import chappe.wire.account.UpdateProfile;
import chappe.wire.account.UpdateStatus;

/// The methods by which users change what others see of them.
public final class Profiles {
    private final Users users;
    private final Presence presence;
    private final PresentUsers present;

    public Profiles(Users users, Presence presence, PresentUsers present) {
        this.users = users;
        this.presence = presence;
        this.present = present;
    }

    public void register(Routes on) {
        on.user(UpdateStatus.class, Limit.CHANGE, this::updateStatus);
        on.user(UpdateProfile.class, Limit.CHANGE, this::updateProfile);
    }

    /// [account.updateStatus](https://core.telegram.org/method/account.updateStatus)
    ///
    /// "Online" holds for five minutes unless it is said again, and counts for this key: going offline here
    /// does not hide that another device is in use.
    Boolean updateStatus(Caller caller, UpdateStatus ask) {
        presence.update(caller.userId(), caller.authKeyId(), ask.offline());
        return true;
    }

    /// [account.updateProfile](https://core.telegram.org/method/account.updateProfile)
    ///
    /// - `first_name`: 1..64 characters after trimming; `last_name`: 0..64; `about`: 0..70. What is absent
    ///   stays.
    ///
    /// Refuses with FIRSTNAME_INVALID, LASTNAME_INVALID, ABOUT_TOO_LONG.
    UserType updateProfile(Caller caller, UpdateProfile ask) {
        users.updateProfile(caller.userId(), ask.firstName(), ask.lastName(), ask.about());
        return present.user(caller.userId(), caller.userId());
    }
}
