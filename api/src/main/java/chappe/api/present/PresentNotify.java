package chappe.api.present;

import chappe.core.RpcError;
import chappe.domain.box.NotifyScope;
import chappe.store.record.BoxNotify;
import chappe.store.record.Sound;
import chappe.store.record.SoundDefault;
import chappe.store.record.SoundLocal;
import chappe.store.record.SoundNone;
import chappe.wire.InputPeerNotifySettings;
import chappe.wire.NotificationSound;
import chappe.wire.NotificationSoundDefault;
import chappe.wire.NotificationSoundLocal;
import chappe.wire.NotificationSoundNone;
import chappe.wire.NotificationSoundRingtone;
import chappe.wire.PeerNotifySettings;
import org.jspecify.annotations.Nullable;

/// Notification settings between wire and store.
///
/// A client sets one sound; all three platforms are told it, since the store does not ask which one set it.
public final class PresentNotify {

    /// What clients do where a kind of peers has no settings: they show texts and play their own sound.
    private static final NotificationSound USUAL = new NotificationSoundDefault();

    private PresentNotify() {}

    /// @param settings of one peer: what is absent is as for its kind
    public static PeerNotifySettings ofPeer(BoxNotify settings) {
        NotificationSound sound = soundOrAbsent(settings.sound());
        NotificationSound storiesSound = soundOrAbsent(settings.storiesSound());
        return new PeerNotifySettings.Builder()
                .showPreviews(settings.showPreviews())
                .silent(settings.silent())
                .muteUntil(settings.muteUntil())
                .iosSound(sound)
                .androidSound(sound)
                .otherSound(sound)
                .storiesMuted(settings.storiesMuted())
                .storiesHideSender(settings.storiesHideSender())
                .storiesIosSound(storiesSound)
                .storiesAndroidSound(storiesSound)
                .storiesOtherSound(storiesSound)
                .build();
    }

    /// @param settings of a kind of peers, which leaves nothing open: TDLib takes an absent `show_previews` for false
    public static PeerNotifySettings ofKind(BoxNotify settings) {
        return ofPeer(new BoxNotify(
                or(settings.showPreviews(), true),
                or(settings.silent(), false),
                or(settings.muteUntil(), 0),
                or(settings.sound(), new SoundDefault()),
                settings.storiesMuted(),
                or(settings.storiesHideSender(), false),
                or(settings.storiesSound(), new SoundDefault())));
    }

    public static PeerNotifySettings of(NotifyScope scope, BoxNotify settings) {
        return scope instanceof NotifyScope.Of ? ofPeer(settings) : ofKind(settings);
    }

    /// Refuses with SETTINGS_INVALID.
    public static BoxNotify stored(InputPeerNotifySettings settings) {
        return new BoxNotify(
                settings.showPreviews(),
                settings.silent(),
                settings.muteUntil(),
                storedOrAbsent(settings.sound()),
                settings.storiesMuted(),
                settings.storiesHideSender(),
                storedOrAbsent(settings.storiesSound()));
    }

    public static NotificationSound sound(Sound sound) {
        return switch (sound) {
            case SoundDefault _ -> USUAL;
            case SoundNone _ -> new NotificationSoundNone();
            case SoundLocal(String title, String data) -> new NotificationSoundLocal(title, data);
        };
    }

    /// Refuses with SETTINGS_INVALID for an uploaded ringtone: nobody can have uploaded one.
    public static Sound stored(NotificationSound sound) {
        return switch (sound) {
            case NotificationSoundDefault _ -> new SoundDefault();
            case NotificationSoundNone _ -> new SoundNone();
            case NotificationSoundLocal(String title, String data) -> new SoundLocal(title, data);
            case NotificationSoundRingtone _ -> throw RpcError.SETTINGS_INVALID.refuse();
        };
    }

    private static @Nullable NotificationSound soundOrAbsent(@Nullable Sound sound) {
        return sound == null ? null : sound(sound);
    }

    private static @Nullable Sound storedOrAbsent(@Nullable NotificationSound sound) {
        return sound == null ? null : stored(sound);
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
