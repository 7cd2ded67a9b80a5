package chappe.api.present;

import chappe.core.UserId;
import chappe.domain.account.Phone;
import chappe.domain.account.Presence.Span;
import chappe.domain.account.Presence.Status;
import chappe.domain.account.PrivacyKey;
import chappe.domain.account.SeenUser;
import chappe.domain.account.Users;
import chappe.wire.PeerSettings;
import chappe.wire.PeerUser;
import chappe.wire.User;
import chappe.wire.UserEmpty;
import chappe.wire.UserStatus;
import chappe.wire.UserStatusEmpty;
import chappe.wire.UserStatusLastMonth;
import chappe.wire.UserStatusLastWeek;
import chappe.wire.UserStatusOffline;
import chappe.wire.UserStatusOnline;
import chappe.wire.UserStatusRecently;
import chappe.wire.UserType;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns people into `user` objects, as one viewer may see them: always whole (never `min`), with the viewer's
/// access_hash.
public final class PresentUsers {
    private final Users users;

    public PresentUsers(Users users) {
        this.users = users;
    }

    /// These people as `viewer` may see them, each once; one that has no account becomes `userEmpty`.
    public List<UserType> users(UserId viewer, Collection<UserId> ids) {
        return users.seenBy(viewer, ids).stream().map(PresentUsers::user).toList();
    }

    /// These people as `viewer` may see them, for what is told of them beside their `user` objects.
    public SeenUser seen(UserId viewer, UserId id) {
        return users.seenBy(viewer, id);
    }

    public UserType user(UserId viewer, UserId id) {
        return user(users.seenBy(viewer, id));
    }

    public static UserType user(SeenUser seen) {
        if (seen.isDeleted()) return deleted(seen);
        if (seen.profile() == null) return new UserEmpty(seen.id().value());
        boolean isService = seen.id().equals(UserId.SERVICE);
        Phone phone = isService ? new Phone(seen.profile().phone()) : seen.phone();
        return new User.Builder(seen.id().value())
                .self(seen.isSelf())
                .contact(seen.isContact())
                .mutualContact(seen.isMutualContact())
                .verified(isService)
                .support(isService)
                .accessHash(seen.accessHash())
                .firstName(textOrAbsent(seen.firstName()))
                .lastName(textOrAbsent(seen.lastName()))
                .username(seen.username())
                .phone(phone == null ? null : phone.text())
                .closeFriend(seen.isCloseFriend())
                .status(status(seen.status()))
                .build();
    }

    private static User deleted(SeenUser seen) {
        return new User.Builder(seen.id().value())
                .deleted(true)
                .accessHash(seen.accessHash())
                .build();
    }

    /// See [user statuses](https://core.telegram.org/constructor/userStatusOnline); times in unix seconds.
    public static UserStatus status(Status status) {
        return switch (status) {
            case Status.Online online ->
                new UserStatusOnline((int) online.until().getEpochSecond());
            case Status.Offline offline ->
                new UserStatusOffline((int) offline.since().getEpochSecond());
            case Status.Lately(Span span, boolean isByViewer) -> lately(span, isByViewer);
            case Status.Unknown _ -> new UserStatusEmpty();
        };
    }

    /// What a client offers to do with a person, in [the bar above the
    /// chat](https://core.telegram.org/api/action-bar): with a stranger, adding or blocking; with a
    /// contact that may not see the viewer's number, sharing it.
    ///
    /// @param isBlocked the viewer has blocked the person
    public static PeerSettings settings(SeenUser seen, boolean isBlocked) {
        if (seen.isSelf()) return new PeerSettings.Builder().build();
        boolean isHidden = !seen.isAllowed(PrivacyKey.PHONE_NUMBER);
        return new PeerSettings.Builder()
                .addContact(!seen.isContact())
                .blockContact(!seen.isContact() && !isBlocked)
                .needContactsException(!seen.isContact() && isHidden)
                .shareContact(seen.isContact() && isHidden)
                .build();
    }

    private static UserStatus lately(Span span, boolean isByViewer) {
        return switch (span) {
            case RECENTLY -> new UserStatusRecently.Builder().byMe(isByViewer).build();
            case WITHIN_A_WEEK ->
                new UserStatusLastWeek.Builder().byMe(isByViewer).build();
            case WITHIN_A_MONTH ->
                new UserStatusLastMonth.Builder().byMe(isByViewer).build();
        };
    }

    public static PeerUser peer(UserId id) {
        return new PeerUser(id.value());
    }

    private static @Nullable String textOrAbsent(String text) {
        return text.isEmpty() ? null : text;
    }
}
