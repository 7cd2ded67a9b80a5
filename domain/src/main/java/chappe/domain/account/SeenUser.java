package chappe.domain.account;

import chappe.core.UserId;
import chappe.store.record.AccountContact;
import chappe.store.record.AccountProfile;
import org.jspecify.annotations.Nullable;

/// A user as one other user may see them.
///
/// @param profile null where there is no such account
/// @param accessHash what this viewer must show to name the user
/// @param contact the viewer's own entry for the user
/// @param hasViewer whether the user has the viewer as a contact
/// @param phone null where the viewer may not see it
public record SeenUser(
        UserId id,
        @Nullable AccountProfile profile,
        long accessHash,
        boolean isSelf,
        @Nullable AccountContact contact,
        boolean hasViewer,
        @Nullable Phone phone,
        Presence.Status status) {

    static SeenUser missing(UserId id, long accessHash) {
        return new SeenUser(id, null, accessHash, false, null, false, null, new Presence.Status.Unknown());
    }

    public boolean isContact() {
        return contact != null;
    }

    public boolean isMutualContact() {
        return contact != null && hasViewer;
    }

    /// The name that the viewer gave, else the user's own.
    public String firstName() {
        if (contact != null && isNamed(contact)) return contact.firstName();
        return profile == null ? "" : profile.firstName();
    }

    public String lastName() {
        if (contact != null && isNamed(contact)) return contact.lastName();
        return profile == null ? "" : profile.lastName();
    }

    private static boolean isNamed(AccountContact contact) {
        return !contact.firstName().isEmpty() || !contact.lastName().isEmpty();
    }
}
