package chappe.domain.account;

import chappe.core.UserId;
import java.util.List;

/// One rule of a privacy key: whom it is about, and whether it lets them.
/// See [privacy rules](https://core.telegram.org/type/PrivacyRule).
///
/// There are no groups yet, so no rule is about their members.
///
/// @param users empty but for the kinds that name users
public record PrivacyRule(Kind kind, List<UserId> users) {

    public PrivacyRule {
        if (!kind.namesUsers && !users.isEmpty()) throw new IllegalArgumentException(kind + " names nobody");
        users = List.copyOf(users);
    }

    public static PrivacyRule of(Kind kind) {
        return new PrivacyRule(kind, List.of());
    }

    public boolean isAllowing() {
        return kind.isAllowing;
    }

    /// Whether the rule is about this viewer. Nobody is a bot or has a subscription here.
    boolean isAbout(Viewer viewer) {
        return switch (kind) {
            case ALLOW_ALL, DISALLOW_ALL -> true;
            case ALLOW_CONTACTS, DISALLOW_CONTACTS -> viewer.isContact();
            case ALLOW_CLOSE_FRIENDS -> viewer.isCloseFriend();
            case ALLOW_USERS, DISALLOW_USERS -> users.contains(viewer.id());
            case ALLOW_PREMIUM, ALLOW_BOTS, DISALLOW_BOTS -> false;
        };
    }

    /// Whom a rule can be about.
    public enum Kind {
        ALLOW_ALL(1, true, false),
        DISALLOW_ALL(2, false, false),
        ALLOW_CONTACTS(3, true, false),
        DISALLOW_CONTACTS(4, false, false),
        ALLOW_USERS(5, true, true),
        DISALLOW_USERS(6, false, true),
        ALLOW_CLOSE_FRIENDS(7, true, false),
        ALLOW_PREMIUM(8, true, false),
        ALLOW_BOTS(9, true, false),
        DISALLOW_BOTS(10, false, false);

        private final int code;
        private final boolean isAllowing;
        private final boolean namesUsers;

        Kind(int code, boolean isAllowing, boolean namesUsers) {
            this.code = code;
            this.isAllowing = isAllowing;
            this.namesUsers = namesUsers;
        }

        /// As stored; it never changes its meaning.
        int code() {
            return code;
        }

        /// @throws IllegalArgumentException for a code that this release does not know
        static Kind of(int code) {
            for (Kind kind : values()) if (kind.code == code) return kind;
            throw new IllegalArgumentException("no kind of privacy rule: " + code);
        }
    }

    /// Somebody who wants to see or do something, in the eyes of the one whose rules decide.
    ///
    /// @param isContact the decider has them as a contact
    public record Viewer(UserId id, boolean isContact, boolean isCloseFriend) {}
}
