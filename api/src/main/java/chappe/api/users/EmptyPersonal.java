package chappe.api.users;

import chappe.api.present.Inputs;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.wire.RequirementToContact;
import chappe.wire.RequirementToContactEmpty;
import chappe.wire.contacts.ContactBirthdays;
import chappe.wire.contacts.GetBirthdays;
import chappe.wire.contacts.GetSponsoredPeers;
import chappe.wire.contacts.SponsoredPeersEmpty;
import chappe.wire.help.GetUserInfo;
import chappe.wire.help.UserInfoEmpty;
import chappe.wire.help.UserInfoType;
import chappe.wire.photos.GetUserPhotos;
import chappe.wire.photos.Photos;
import chappe.wire.photos.PhotosType;
import chappe.wire.users.GetRequirementsToContact;
import chappe.wire.users.GetSavedMusic;
import chappe.wire.users.SavedMusic;
import java.util.List;

/// What people may have beside name, phone and status and is not built: photos, music, birthdays, a price for writing
/// to them.
///
/// [photos.getUserPhotos](https://core.telegram.org/method/photos.getUserPhotos) and its like.
public final class EmptyPersonal {
    private final Inputs inputs;
    private final PresentUsers people;

    public EmptyPersonal(Inputs inputs, PresentUsers people) {
        this.inputs = inputs;
        this.people = people;
    }

    public void register(Routes on) {
        on.empty(GetUserPhotos.class, this::getUserPhotos);
        on.empty(GetSavedMusic.class, (caller, ask) -> {
            inputs.user(caller.userId(), ask.id());
            return new SavedMusic(0, List.of());
        });
        on.empty(GetRequirementsToContact.class, this::getRequirementsToContact);
        on.empty(GetBirthdays.class, (caller, ask) -> new ContactBirthdays(List.of(), List.of()));
        on.empty(GetSponsoredPeers.class, (caller, ask) -> new SponsoredPeersEmpty());
        on.empty(GetUserInfo.class, this::getUserInfo);
    }

    /// [photos.getUserPhotos](https://core.telegram.org/method/photos.getUserPhotos). Refuses with USER_ID_INVALID.
    PhotosType getUserPhotos(Caller caller, GetUserPhotos ask) {
        UserId user = inputs.user(caller.userId(), ask.userId());
        return new Photos(List.of(), people.users(caller.userId(), List.of(user)));
    }

    /// [users.getRequirementsToContact](https://core.telegram.org/method/users.getRequirementsToContact): one answer
    /// for each user, in their order. Refuses with INPUT_REQUEST_TOO_LONG.
    List<RequirementToContact> getRequirementsToContact(Caller caller, GetRequirementsToContact ask) {
        if (ask.id().size() > Limits.USERS_ASKED_MAX) throw RpcError.INPUT_REQUEST_TOO_LONG.refuse();
        return ask.id().stream()
                .<RequirementToContact>map(user -> new RequirementToContactEmpty())
                .toList();
    }

    /// [help.getUserInfo](https://core.telegram.org/method/help.getUserInfo): notes of the support, which nobody
    /// writes. Refuses with USER_INVALID.
    UserInfoType getUserInfo(Caller caller, GetUserInfo ask) {
        if (inputs.findUser(caller.userId(), ask.userId()) == null) throw RpcError.USER_INVALID.refuse();
        return new UserInfoEmpty();
    }
}
