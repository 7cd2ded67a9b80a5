package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.DisallowedGiftsSettings;
import chappe.wire.GlobalPrivacySettings;
import chappe.wire.NotificationSound;
import chappe.wire.NotificationSoundLocal;
import chappe.wire.NotificationSoundNone;
import chappe.wire.NotificationSoundRingtone;
import chappe.wire.ReactionNotificationsFromAll;
import chappe.wire.ReactionNotificationsFromContacts;
import chappe.wire.ReactionsNotifySettings;
import chappe.wire.account.ContentSettings;
import chappe.wire.account.GetContactSignUpNotification;
import chappe.wire.account.GetContentSettings;
import chappe.wire.account.GetGlobalPrivacySettings;
import chappe.wire.account.GetReactionsNotifySettings;
import chappe.wire.account.SetContactSignUpNotification;
import chappe.wire.account.SetContentSettings;
import chappe.wire.account.SetGlobalPrivacySettings;
import chappe.wire.account.SetReactionsNotifySettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings that all devices of a user share.
final class SharedSettingsTest {
    @TempDir
    Path folder;

    private Desk desk;
    private Client phone;
    private Client laptop;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        phone = desk.client();
        phone.signUp("+9996610001", "Ada", "");
        laptop = desk.client();
        laptop.signIn("+9996610001");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void globalPrivacyIsSharedByAllDevices() {
        var asked = new GlobalPrivacySettings.Builder()
                .keepArchivedUnmuted(true)
                .keepArchivedFolders(true)
                .hideReadMarks(true)
                .build();

        GlobalPrivacySettings first = phone.call(new GetGlobalPrivacySettings());
        GlobalPrivacySettings answer = phone.call(new SetGlobalPrivacySettings(asked));

        assertThat(first).isEqualTo(new GlobalPrivacySettings.Builder().build());
        assertThat(answer).isEqualTo(asked);
        assertThat(laptop.call(new GetGlobalPrivacySettings())).isEqualTo(asked);
    }

    @Test
    void whatNeedsFeaturesThatAreNotBuiltIsRefusedAndChangesNothing() {
        refusesPrivacy(
                new GlobalPrivacySettings.Builder().hideReadMarks(true).archiveAndMuteNewNoncontactPeers(true),
                "400 AUTOARCHIVE_NOT_AVAILABLE");
        refusesPrivacy(
                new GlobalPrivacySettings.Builder().newNoncontactPeersRequirePremium(true),
                "403 PREMIUM_ACCOUNT_REQUIRED");
        refusesPrivacy(
                new GlobalPrivacySettings.Builder().noncontactPeersPaidStars(10L), "403 PREMIUM_ACCOUNT_REQUIRED");
        refusesPrivacy(new GlobalPrivacySettings.Builder().displayGiftsButton(true), "403 PREMIUM_ACCOUNT_REQUIRED");
        refusesPrivacy(
                new GlobalPrivacySettings.Builder().disallowedGifts(new DisallowedGiftsSettings.Builder().build()),
                "403 PREMIUM_ACCOUNT_REQUIRED");
    }

    @Test
    void contentAndSignUpNoticesAreSharedByAllDevices() {
        phone.call(new SetContentSettings(true));
        phone.call(new SetContactSignUpNotification(true));

        assertThat(laptop.call(new GetContentSettings())).isEqualTo(new ContentSettings(true, true));
        assertThat(laptop.call(new GetContactSignUpNotification())).isTrue();

        laptop.call(new SetContentSettings(false));
        laptop.call(new SetContactSignUpNotification(false));

        assertThat(phone.call(new GetContentSettings())).isEqualTo(new ContentSettings(false, true));
        assertThat(phone.call(new GetContactSignUpNotification())).isFalse();
    }

    @Test
    void reactionsOfContactsAreToldUntilTheUserSaysOtherwise() {
        var asked = new ReactionsNotifySettings.Builder(new NotificationSoundLocal("Bell", "bell"), false)
                .messagesNotifyFrom(new ReactionNotificationsFromAll())
                .build();

        ReactionsNotifySettings first = phone.call(new GetReactionsNotifySettings());
        ReactionsNotifySettings answer = phone.call(new SetReactionsNotifySettings(asked));

        assertThat(first.messagesNotifyFrom()).isEqualTo(new ReactionNotificationsFromContacts());
        assertThat(first.showPreviews()).isTrue();
        assertThat(answer).isEqualTo(asked);
        assertThat(laptop.call(new GetReactionsNotifySettings())).isEqualTo(asked);
    }

    @Test
    void soundsThatCannotBeAreRefused() {
        for (NotificationSound sound :
                List.of(new NotificationSoundRingtone(1), new NotificationSoundLocal("", "x".repeat(129)))) {
            var asked = new ReactionsNotifySettings.Builder(sound, true).build();

            assertThat(phone.refusal(new SetReactionsNotifySettings(asked))).isEqualTo("400 SETTINGS_INVALID");
        }
    }

    @Test
    void oneSettingLeavesTheOthersAlone() {
        var privacy = new GlobalPrivacySettings.Builder().hideReadMarks(true).build();

        phone.call(new SetGlobalPrivacySettings(privacy));
        phone.call(new SetContentSettings(true));
        phone.call(new SetContactSignUpNotification(true));
        phone.call(new SetReactionsNotifySettings(
                new ReactionsNotifySettings.Builder(new NotificationSoundNone(), true).build()));

        assertThat(laptop.call(new GetGlobalPrivacySettings())).isEqualTo(privacy);
        assertThat(laptop.call(new GetContentSettings()).sensitiveEnabled()).isTrue();
        assertThat(laptop.call(new GetContactSignUpNotification())).isTrue();
        assertThat(laptop.call(new GetReactionsNotifySettings()).sound()).isEqualTo(new NotificationSoundNone());
    }

    private void refusesPrivacy(GlobalPrivacySettings.Builder asked, String refusal) {
        assertThat(phone.refusal(new SetGlobalPrivacySettings(asked.build()))).isEqualTo(refusal);
        assertThat(phone.call(new GetGlobalPrivacySettings())).isEqualTo(new GlobalPrivacySettings.Builder().build());
    }
}
