package chappe.api.account;

import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.domain.account.Presence;
import chappe.domain.account.ProfileChanges;
import chappe.domain.account.ProfileChanges.Birthday;
import chappe.domain.account.ProfileChanges.Parts;
import chappe.wire.UserType;
import chappe.wire.account.UpdateBirthday;
import chappe.wire.account.UpdateProfile;
import chappe.wire.account.UpdateStatus;

/// The methods by which users change what others see of them.
public final class Profiles {
    private final ProfileChanges profiles;
    private final Presence presence;
    private final PresentUsers present;

    public Profiles(ProfileChanges profiles, Presence presence, PresentUsers present) {
        this.profiles = profiles;
        this.presence = presence;
        this.present = present;
    }

    public void register(Routes on) {
        on.user(UpdateStatus.class, Limit.CHANGE, this::updateStatus);
        on.user(UpdateProfile.class, Limit.CHANGE, this::updateProfile);
        on.user(UpdateBirthday.class, Limit.CHANGE, this::updateBirthday);
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
    /// The caller's other sessions hear of it, and of a new name those who have the caller as a contact.
    ///
    /// Refuses with FIRSTNAME_INVALID, LASTNAME_INVALID, ABOUT_TOO_LONG.
    UserType updateProfile(Caller caller, UpdateProfile ask) {
        profiles.update(caller.actor(), new Parts(ask.firstName(), ask.lastName(), ask.about()));
        return present.user(caller.userId(), caller.userId());
    }

    /// [account.updateBirthday](https://core.telegram.org/method/account.updateBirthday): shown in
    /// users.getFullUser to those whom the privacy rules allow. Refuses with BIRTHDAY_INVALID.
    Boolean updateBirthday(Caller caller, UpdateBirthday ask) {
        var day = ask.birthday();
        profiles.setBirthday(caller.actor(), day == null ? null : new Birthday(day.day(), day.month(), day.year()));
        return true;
    }
}
