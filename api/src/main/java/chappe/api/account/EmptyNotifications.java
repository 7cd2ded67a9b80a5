package chappe.api.account;

import chappe.api.rpc.Routes;
import chappe.wire.GlobalPrivacySettings;
import chappe.wire.NotificationSoundDefault;
import chappe.wire.PeerNotifySettings;
import chappe.wire.ReactionsNotifySettings;
import chappe.wire.Updates;
import chappe.wire.account.ContentSettings;
import chappe.wire.account.GetContactSignUpNotification;
import chappe.wire.account.GetContentSettings;
import chappe.wire.account.GetGlobalPrivacySettings;
import chappe.wire.account.GetNotifyExceptions;
import chappe.wire.account.GetNotifySettings;
import chappe.wire.account.GetReactionsNotifySettings;
import chappe.wire.contacts.GetTopPeers;
import chappe.wire.contacts.TopPeers;
import java.time.Clock;
import java.util.List;

/// Notifications, global privacy and most used peers, as in an account where nobody has ever set anything.
///
/// [account.getNotifySettings](https://core.telegram.org/method/account.getNotifySettings) and its like.
public final class EmptyNotifications {
    private final Clock clock;

    public EmptyNotifications(Clock clock) {
        this.clock = clock;
    }

    public void register(Routes on) {
        on.empty(GetNotifySettings.class, (caller, ask) -> new PeerNotifySettings.Builder().build());
        on.empty(
                GetNotifyExceptions.class,
                (caller, ask) -> new Updates(
                        List.of(), List.of(), List.of(), (int) clock.instant().getEpochSecond(), 0));
        on.empty(
                GetReactionsNotifySettings.class,
                (caller, ask) -> new ReactionsNotifySettings.Builder(new NotificationSoundDefault(), true).build());
        on.empty(GetContentSettings.class, (caller, ask) -> new ContentSettings.Builder().build());
        on.empty(GetGlobalPrivacySettings.class, (caller, ask) -> new GlobalPrivacySettings.Builder().build());
        on.empty(GetContactSignUpNotification.class, (caller, ask) -> false);
        on.empty(GetTopPeers.class, (caller, ask) -> new TopPeers(List.of(), List.of(), List.of()));
    }
}
