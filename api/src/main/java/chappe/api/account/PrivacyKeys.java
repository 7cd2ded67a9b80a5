package chappe.api.account;

import chappe.domain.account.PrivacyKey;
import chappe.wire.InputPrivacyKey;
import chappe.wire.InputPrivacyKeyAbout;
import chappe.wire.InputPrivacyKeyAddedByPhone;
import chappe.wire.InputPrivacyKeyBirthday;
import chappe.wire.InputPrivacyKeyChatInvite;
import chappe.wire.InputPrivacyKeyForwards;
import chappe.wire.InputPrivacyKeyNoPaidMessages;
import chappe.wire.InputPrivacyKeyPhoneCall;
import chappe.wire.InputPrivacyKeyPhoneNumber;
import chappe.wire.InputPrivacyKeyPhoneP2P;
import chappe.wire.InputPrivacyKeyProfilePhoto;
import chappe.wire.InputPrivacyKeySavedMusic;
import chappe.wire.InputPrivacyKeyStarGiftsAutoSave;
import chappe.wire.InputPrivacyKeyStatusTimestamp;
import chappe.wire.InputPrivacyKeyVoiceMessages;

/// Which privacy key a client means.
final class PrivacyKeys {

    static PrivacyKey key(InputPrivacyKey key) {
        return switch (key) {
            case InputPrivacyKeyStatusTimestamp _ -> PrivacyKey.STATUS_TIMESTAMP;
            case InputPrivacyKeyChatInvite _ -> PrivacyKey.CHAT_INVITE;
            case InputPrivacyKeyPhoneCall _ -> PrivacyKey.PHONE_CALL;
            case InputPrivacyKeyPhoneP2P _ -> PrivacyKey.PHONE_P2P;
            case InputPrivacyKeyForwards _ -> PrivacyKey.FORWARDS;
            case InputPrivacyKeyProfilePhoto _ -> PrivacyKey.PROFILE_PHOTO;
            case InputPrivacyKeyPhoneNumber _ -> PrivacyKey.PHONE_NUMBER;
            case InputPrivacyKeyAddedByPhone _ -> PrivacyKey.ADDED_BY_PHONE;
            case InputPrivacyKeyVoiceMessages _ -> PrivacyKey.VOICE_MESSAGES;
            case InputPrivacyKeyAbout _ -> PrivacyKey.ABOUT;
            case InputPrivacyKeyBirthday _ -> PrivacyKey.BIRTHDAY;
            case InputPrivacyKeyStarGiftsAutoSave _ -> PrivacyKey.STAR_GIFTS_AUTO_SAVE;
            case InputPrivacyKeyNoPaidMessages _ -> PrivacyKey.NO_PAID_MESSAGES;
            case InputPrivacyKeySavedMusic _ -> PrivacyKey.SAVED_MUSIC;
        };
    }

    private PrivacyKeys() {}
}
