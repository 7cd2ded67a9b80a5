package chappe.domain.account;

import chappe.core.UserId;
import chappe.domain.box.Notifications;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import chappe.store.record.AccountReactionsNotify;
import chappe.store.record.AccountSettings;
import java.util.function.UnaryOperator;

/// Settings of an account that concern its owner alone: what all his devices share and nobody else hears of.
///
/// Thread-safe; all calls block.
public final class OwnSettings {
    /// Of an account whose owner has set nothing.
    private static final AccountSettings FIRST = new AccountSettings.Builder().build();

    private final Store store;

    public OwnSettings(Store store) {
        this.store = store;
    }

    public AccountSettings get(UserId user) {
        return store.read(Partition.account(user), OwnSettings::of);
    }

    public void setPrivacy(
            UserId user, boolean keepArchivedUnmuted, boolean keepArchivedFolders, boolean hideReadMarks) {
        change(
                user,
                old -> new AccountSettings(
                        keepArchivedUnmuted,
                        keepArchivedFolders,
                        hideReadMarks,
                        old.sensitiveEnabled(),
                        old.contactSignUpSilent(),
                        old.reactions()));
    }

    /// Whether content that is not for all is shown.
    public void setSensitive(UserId user, boolean isEnabled) {
        change(
                user,
                old -> new AccountSettings(
                        old.keepArchivedUnmuted(),
                        old.keepArchivedFolders(),
                        old.hideReadMarks(),
                        isEnabled,
                        old.contactSignUpSilent(),
                        old.reactions()));
    }

    /// Whether clients say nothing when a contact signs up.
    public void setContactSignUpSilent(UserId user, boolean isSilent) {
        change(
                user,
                old -> new AccountSettings(
                        old.keepArchivedUnmuted(),
                        old.keepArchivedFolders(),
                        old.hideReadMarks(),
                        old.sensitiveEnabled(),
                        isSilent,
                        old.reactions()));
    }

    /// Refuses with SETTINGS_INVALID for a sound with too long a name.
    public void setReactions(UserId user, AccountReactionsNotify reactions) {
        Notifications.check(reactions.sound());
        change(
                user,
                old -> new AccountSettings(
                        old.keepArchivedUnmuted(),
                        old.keepArchivedFolders(),
                        old.hideReadMarks(),
                        old.sensitiveEnabled(),
                        old.contactSignUpSilent(),
                        reactions));
    }

    private void change(UserId user, UnaryOperator<AccountSettings> changed) {
        store.write(Partition.account(user), change -> {
            Rows.SETTINGS.put(change, changed.apply(of(change)));
            return true;
        });
    }

    private static AccountSettings of(View view) {
        AccountSettings settings = Rows.SETTINGS.find(view);
        return settings == null ? FIRST : settings;
    }
}
