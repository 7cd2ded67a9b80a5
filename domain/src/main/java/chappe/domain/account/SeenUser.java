package chappe.domain.account;

import chappe.core.UserId;
import chappe.domain.account.Users.PublicRows;
import chappe.domain.account.Users.Relation;
import chappe.store.record.AccountContact;
import chappe.store.record.AccountProfile;
import org.jspecify.annotations.Nullable;

/// A user as one other user may see them.
///
/// @param rows what the user's account says
/// @param relation what the viewer's account says of the user
/// @param viewerRules the viewer's own privacy rules
/// @param status as far as the viewer may know it
public record SeenUser(
        UserId id,
        UserId viewer,
        PublicRows rows,
        Relation relation,
        PrivacyRules viewerRules,
        Presence.Status status) {

    /// @return null where there is no such account
    public @Nullable AccountProfile profile() {
        return rows.profile();
    }

    /// Whether the account was there and is no more; whoever knew it still sees its messages.
    public boolean isDeleted() {
        return rows.isDeleted();
    }

    public boolean isSelf() {
        return id.equals(viewer);
    }

    /// What the viewer must show to name the user.
    public long accessHash() {
        return relation.accessHash();
    }

    /// The viewer's own entry for the user.
    public @Nullable AccountContact contact() {
        return relation.contact();
    }

    public boolean isContact() {
        return contact() != null;
    }

    /// Whether the user has the viewer as a contact.
    public boolean hasViewer() {
        return relation.knownBy() != null;
    }

    public boolean isMutualContact() {
        return isContact() && hasViewer();
    }

    /// Whether the viewer counts the user among the close friends.
    public boolean isCloseFriend() {
        return relation.isCloseFriend();
    }

    /// Whether the user has blocked the viewer.
    public boolean isBlocking() {
        return relation.isBlocked();
    }

    /// @return null where the user has none
    public @Nullable String username() {
        return rows.username() == null ? null : rows.username().name();
    }

    /// The number, shown to those whom the user's rules allow, and to those who have it in their
    /// address book if the user may be found by it.
    ///
    /// @return null where the viewer may not see it
    public @Nullable Phone phone() {
        AccountProfile profile = profile();
        if (profile == null) return null;
        boolean isKnown = contact() != null && contact().phone() == profile.phone();
        boolean isShown = allows(PrivacyKey.PHONE_NUMBER) || (isKnown && allows(PrivacyKey.ADDED_BY_PHONE));
        return isShown ? new Phone(profile.phone()) : null;
    }

    /// What the user says of itself; empty where the viewer may not see it.
    public String about() {
        AccountProfile profile = profile();
        return profile == null || !allows(PrivacyKey.ABOUT) ? "" : profile.about();
    }

    /// @return null where the user tells none, or the viewer may not see it
    public ProfileChanges.@Nullable Birthday birthday() {
        if (rows.birthday() == null || !allows(PrivacyKey.BIRTHDAY)) return null;
        return ProfileChanges.Birthday.of(rows.birthday());
    }

    /// Whether the user's privacy rules let the viewer. To oneself everything is allowed.
    public boolean allows(PrivacyKey key) {
        return isSelf() || rows.privacy().allow(key, viewer, hasViewer());
    }

    /// Whether the viewer's own privacy rules let the user.
    public boolean isAllowed(PrivacyKey key) {
        return isSelf() || viewerRules.allow(key, id, isContact());
    }

    /// The name that the viewer gave, else the user's own.
    public String firstName() {
        if (contact() != null && isNamed(contact())) return contact().firstName();
        return profile() == null ? "" : profile().firstName();
    }

    public String lastName() {
        if (contact() != null && isNamed(contact())) return contact().lastName();
        return profile() == null ? "" : profile().lastName();
    }

    private static boolean isNamed(AccountContact contact) {
        return !contact.firstName().isEmpty() || !contact.lastName().isEmpty();
    }
}
