package chappe.store;

import chappe.core.AuthKeyId;
import chappe.core.UserId;

/// The name of a unit of order and atomicity: everything one commit may change.
///
/// Most are numbered; a username is named. The [Kind]'s code is part of the stored key and never changes its meaning.
public record Partition(Kind kind, long number, String name) {

    public Partition {
        if (kind.isNamed == name.isEmpty())
            throw new IllegalArgumentException("a " + kind + " is " + (kind.isNamed ? "named" : "numbered"));
        if (name.indexOf(0) >= 0) throw new IllegalArgumentException("a name has no zero inside");
        if (kind.isNamed && number != 0) throw new IllegalArgumentException("a " + kind + " has no number");
    }

    /// What a partition holds.
    public enum Kind {
        /// A user's messages, dialogs and update log.
        BOX(1, false),
        /// A user's profile, contacts and settings.
        ACCOUNT(2, false),
        /// A phone number (its digits): who owns it, and the codes sent to it.
        PHONE(3, false),
        /// A username in lower case: who owns it.
        USERNAME(4, true),
        /// An authorization key: the key, its layer and its login.
        AUTH_KEY(5, false),
        /// A basic group.
        GROUP(6, false),
        /// A channel or supergroup.
        CHANNEL(7, false),
        /// A file's references.
        FILE(8, false),
        /// What the server itself remembers: epoch, salts' seed, address counters.
        SERVER(9, false);

        private final int code;
        private final boolean isNamed;

        Kind(int code, boolean isNamed) {
            this.code = code;
            this.isNamed = isNamed;
        }

        public int code() {
            return code;
        }

        public boolean isNamed() {
            return isNamed;
        }

        /// @throws IllegalArgumentException for a code that this release does not know
        public static Kind of(int code) {
            for (Kind kind : values()) if (kind.code == code) return kind;
            throw new IllegalArgumentException("no kind of partition: " + code);
        }
    }

    public static Partition box(UserId user) {
        return new Partition(Kind.BOX, user.value(), "");
    }

    public static Partition account(UserId user) {
        return new Partition(Kind.ACCOUNT, user.value(), "");
    }

    /// @param digits an E.164 number without its plus sign: at most 15 digits, so it fits a long
    public static Partition phone(long digits) {
        return new Partition(Kind.PHONE, digits, "");
    }

    public static Partition username(String lowerCase) {
        return new Partition(Kind.USERNAME, 0, lowerCase);
    }

    public static Partition authKey(AuthKeyId key) {
        return new Partition(Kind.AUTH_KEY, key.value(), "");
    }

    public static Partition server(long number) {
        return new Partition(Kind.SERVER, number, "");
    }
}
