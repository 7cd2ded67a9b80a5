package chappe.api.account;

import chappe.api.present.PresentNotify;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.domain.account.OwnSettings;
import chappe.store.record.AccountReactionsNotify;
import chappe.store.record.AccountSettings;
import chappe.store.record.SoundDefault;
import chappe.wire.GlobalPrivacySettings;
import chappe.wire.ReactionNotificationsFrom;
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
import org.jspecify.annotations.Nullable;

/// The methods of settings that all devices of a user share: global privacy, content, notices of reactions and of
/// contacts that sign up.
public final class SharedSettings {
    private static final int CONTACTS = 1;
    private static final int ALL = 2;
    private static final AccountReactionsNotify REACTIONS_FIRST =
            new AccountReactionsNotify(CONTACTS, CONTACTS, CONTACTS, new SoundDefault(), true);

    private final OwnSettings settings;

    public SharedSettings(OwnSettings settings) {
        this.settings = settings;
    }

    public void register(Routes on) {
        on.user(GetGlobalPrivacySettings.class, Limit.READ, this::getGlobalPrivacySettings);
        on.user(SetGlobalPrivacySettings.class, Limit.CHANGE, this::setGlobalPrivacySettings);
        on.user(GetContentSettings.class, Limit.READ, this::getContentSettings);
        on.user(SetContentSettings.class, Limit.CHANGE, this::setContentSettings);
        on.user(GetContactSignUpNotification.class, Limit.READ, this::getContactSignUpNotification);
        on.user(SetContactSignUpNotification.class, Limit.CHANGE, this::setContactSignUpNotification);
        on.user(GetReactionsNotifySettings.class, Limit.READ, this::getReactionsNotifySettings);
        on.user(SetReactionsNotifySettings.class, Limit.CHANGE, this::setReactionsNotifySettings);
    }

    /// [account.getGlobalPrivacySettings](https://core.telegram.org/method/account.getGlobalPrivacySettings)
    GlobalPrivacySettings getGlobalPrivacySettings(Caller caller, GetGlobalPrivacySettings ask) {
        AccountSettings own = settings.get(caller.userId());
        return new GlobalPrivacySettings.Builder()
                .keepArchivedUnmuted(own.keepArchivedUnmuted())
                .keepArchivedFolders(own.keepArchivedFolders())
                .hideReadMarks(own.hideReadMarks())
                .build();
    }

    /// [account.setGlobalPrivacySettings](https://core.telegram.org/method/account.setGlobalPrivacySettings)
    ///
    /// Refuses what would need features that are not built: archiving strangers with AUTOARCHIVE_NOT_AVAILABLE, and
    /// what only subscribers may ask of strangers, a subscription, stars or gifts, with PREMIUM_ACCOUNT_REQUIRED.
    GlobalPrivacySettings setGlobalPrivacySettings(Caller caller, SetGlobalPrivacySettings ask) {
        GlobalPrivacySettings asked = ask.settings();
        if (asked.archiveAndMuteNewNoncontactPeers()) throw RpcError.AUTOARCHIVE_NOT_AVAILABLE.refuse();
        boolean needsPremium = asked.newNoncontactPeersRequirePremium()
                || asked.displayGiftsButton()
                || asked.disallowedGifts() != null
                || (asked.noncontactPeersPaidStars() != null && asked.noncontactPeersPaidStars() != 0);
        if (needsPremium) throw RpcError.PREMIUM_ACCOUNT_REQUIRED.refuse();
        settings.setPrivacy(
                caller.userId(), asked.keepArchivedUnmuted(), asked.keepArchivedFolders(), asked.hideReadMarks());
        return getGlobalPrivacySettings(caller, new GetGlobalPrivacySettings());
    }

    /// [account.getContentSettings](https://core.telegram.org/method/account.getContentSettings)
    ContentSettings getContentSettings(Caller caller, GetContentSettings ask) {
        return new ContentSettings.Builder()
                .sensitiveEnabled(settings.get(caller.userId()).sensitiveEnabled())
                .sensitiveCanChange(true)
                .build();
    }

    /// [account.setContentSettings](https://core.telegram.org/method/account.setContentSettings)
    boolean setContentSettings(Caller caller, SetContentSettings ask) {
        settings.setSensitive(caller.userId(), ask.sensitiveEnabled());
        return true;
    }

    /// [account.getContactSignUpNotification](https://core.telegram.org/method/account.getContactSignUpNotification):
    /// true where the user wants no such notices.
    boolean getContactSignUpNotification(Caller caller, GetContactSignUpNotification ask) {
        return settings.get(caller.userId()).contactSignUpSilent();
    }

    /// [account.setContactSignUpNotification](https://core.telegram.org/method/account.setContactSignUpNotification)
    boolean setContactSignUpNotification(Caller caller, SetContactSignUpNotification ask) {
        settings.setContactSignUpSilent(caller.userId(), ask.silent());
        return true;
    }

    /// [account.getReactionsNotifySettings](https://core.telegram.org/method/account.getReactionsNotifySettings):
    /// of contacts, where the user has set nothing.
    ReactionsNotifySettings getReactionsNotifySettings(Caller caller, GetReactionsNotifySettings ask) {
        AccountReactionsNotify own = settings.get(caller.userId()).reactions();
        return present(own == null ? REACTIONS_FIRST : own);
    }

    /// [account.setReactionsNotifySettings](https://core.telegram.org/method/account.setReactionsNotifySettings).
    /// Refuses with SETTINGS_INVALID.
    ReactionsNotifySettings setReactionsNotifySettings(Caller caller, SetReactionsNotifySettings ask) {
        ReactionsNotifySettings asked = ask.settings();
        var own = new AccountReactionsNotify(
                stored(asked.messagesNotifyFrom()),
                stored(asked.storiesNotifyFrom()),
                stored(asked.pollVotesNotifyFrom()),
                PresentNotify.stored(asked.sound()),
                asked.showPreviews());
        settings.setReactions(caller.userId(), own);
        return present(own);
    }

    private static ReactionsNotifySettings present(AccountReactionsNotify own) {
        return new ReactionsNotifySettings.Builder(PresentNotify.sound(own.sound()), own.showPreviews())
                .messagesNotifyFrom(from(own.messagesFrom()))
                .storiesNotifyFrom(from(own.storiesFrom()))
                .pollVotesNotifyFrom(from(own.pollVotesFrom()))
                .build();
    }

    private static @Nullable ReactionNotificationsFrom from(@Nullable Integer stored) {
        if (stored == null) return null;
        return stored == ALL ? new ReactionNotificationsFromAll() : new ReactionNotificationsFromContacts();
    }

    private static @Nullable Integer stored(@Nullable ReactionNotificationsFrom from) {
        return switch (from) {
            case null -> null;
            case ReactionNotificationsFromContacts _ -> CONTACTS;
            case ReactionNotificationsFromAll _ -> ALL;
        };
    }
}
