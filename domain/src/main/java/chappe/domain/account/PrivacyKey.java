package chappe.domain.account;

import chappe.domain.account.PrivacyRule.Kind;
import java.util.List;

/// What a user may let some people see or do, and others not.
/// See [privacy keys](https://core.telegram.org/type/PrivacyKey).
public enum PrivacyKey {
    STATUS_TIMESTAMP(1, Kind.ALLOW_ALL),
    CHAT_INVITE(2, Kind.ALLOW_ALL),
    PHONE_CALL(3, Kind.ALLOW_ALL),
    /// Direct connections tell the other one's device the address of one's own.
    PHONE_P2P(4, Kind.ALLOW_CONTACTS),
    FORWARDS(5, Kind.ALLOW_ALL),
    PROFILE_PHOTO(6, Kind.ALLOW_ALL),
    PHONE_NUMBER(7, Kind.ALLOW_CONTACTS),
    ADDED_BY_PHONE(8, Kind.ALLOW_ALL),
    VOICE_MESSAGES(9, Kind.ALLOW_ALL),
    ABOUT(10, Kind.ALLOW_ALL),
    BIRTHDAY(11, Kind.ALLOW_CONTACTS),
    STAR_GIFTS_AUTO_SAVE(12, Kind.ALLOW_ALL),
    NO_PAID_MESSAGES(13, Kind.ALLOW_CONTACTS),
    SAVED_MUSIC(14, Kind.ALLOW_ALL);

    private final int code;
    private final Kind initially;

    PrivacyKey(int code, Kind initially) {
        this.code = code;
        this.initially = initially;
    }

    /// As stored; it never changes its meaning.
    public int code() {
        return code;
    }

    /// The rules that hold until the user sets others.
    public List<PrivacyRule> initialRules() {
        return List.of(PrivacyRule.of(initially));
    }

    /// @throws IllegalArgumentException for a code that this release does not know
    public static PrivacyKey of(int code) {
        for (PrivacyKey key : values()) if (key.code == code) return key;
        throw new IllegalArgumentException("no privacy key: " + code);
    }
}
