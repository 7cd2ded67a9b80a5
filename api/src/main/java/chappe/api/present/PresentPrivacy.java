package chappe.api.present;

import chappe.core.UserId;
import chappe.domain.account.Privacy;
import chappe.domain.account.PrivacyKey;
import chappe.domain.account.PrivacyRule;
import java.util.List;

/// Turns privacy keys and rules into wire objects.
public final class PresentPrivacy {
    private final Privacy privacy;

    public PresentPrivacy(Privacy privacy) {
        this.privacy = privacy;
    }

    /// The rules of a key as they are now.
    public List<PrivacyRule> rules(UserId owner, PrivacyKey key) {
        return privacy.rules(owner, key);
    }

    public static chappe.wire.PrivacyRule rule(PrivacyRule rule) {
        List<Long> users = rule.users().stream().map(UserId::value).toList();
        return switch (rule.kind()) {
            case ALLOW_ALL -> new chappe.wire.PrivacyValueAllowAll();
            case DISALLOW_ALL -> new chappe.wire.PrivacyValueDisallowAll();
            case ALLOW_CONTACTS -> new chappe.wire.PrivacyValueAllowContacts();
            case DISALLOW_CONTACTS -> new chappe.wire.PrivacyValueDisallowContacts();
            case ALLOW_USERS -> new chappe.wire.PrivacyValueAllowUsers(users);
            case DISALLOW_USERS -> new chappe.wire.PrivacyValueDisallowUsers(users);
            case ALLOW_CLOSE_FRIENDS -> new chappe.wire.PrivacyValueAllowCloseFriends();
            case ALLOW_PREMIUM -> new chappe.wire.PrivacyValueAllowPremium();
            case ALLOW_BOTS -> new chappe.wire.PrivacyValueAllowBots();
            case DISALLOW_BOTS -> new chappe.wire.PrivacyValueDisallowBots();
        };
    }

    public static chappe.wire.PrivacyKey key(PrivacyKey key) {
        return switch (key) {
            case STATUS_TIMESTAMP -> new chappe.wire.PrivacyKeyStatusTimestamp();
            case CHAT_INVITE -> new chappe.wire.PrivacyKeyChatInvite();
            case PHONE_CALL -> new chappe.wire.PrivacyKeyPhoneCall();
            case PHONE_P2P -> new chappe.wire.PrivacyKeyPhoneP2P();
            case FORWARDS -> new chappe.wire.PrivacyKeyForwards();
            case PROFILE_PHOTO -> new chappe.wire.PrivacyKeyProfilePhoto();
            case PHONE_NUMBER -> new chappe.wire.PrivacyKeyPhoneNumber();
            case ADDED_BY_PHONE -> new chappe.wire.PrivacyKeyAddedByPhone();
            case VOICE_MESSAGES -> new chappe.wire.PrivacyKeyVoiceMessages();
            case ABOUT -> new chappe.wire.PrivacyKeyAbout();
            case BIRTHDAY -> new chappe.wire.PrivacyKeyBirthday();
            case STAR_GIFTS_AUTO_SAVE -> new chappe.wire.PrivacyKeyStarGiftsAutoSave();
            case NO_PAID_MESSAGES -> new chappe.wire.PrivacyKeyNoPaidMessages();
            case SAVED_MUSIC -> new chappe.wire.PrivacyKeySavedMusic();
        };
    }
}
