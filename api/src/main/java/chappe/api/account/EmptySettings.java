package chappe.api.account;

import chappe.api.rpc.Routes;
import chappe.wire.account.AutoDownloadSettings;
import chappe.wire.account.AutoSaveSettings;
import chappe.wire.account.BusinessChatLinks;
import chappe.wire.account.ConnectedBots;
import chappe.wire.account.GetAllSecureValues;
import chappe.wire.account.GetAutoDownloadSettings;
import chappe.wire.account.GetAutoSaveSettings;
import chappe.wire.account.GetBusinessChatLinks;
import chappe.wire.account.GetConnectedBots;
import chappe.wire.account.GetPasskeys;
import chappe.wire.account.GetSavedMusicIds;
import chappe.wire.account.GetWebAuthorizations;
import chappe.wire.account.GetWebBrowserSettings;
import chappe.wire.account.Passkeys;
import chappe.wire.account.SavedMusicIds;
import chappe.wire.account.WebAuthorizations;
import chappe.wire.account.WebBrowserSettings;
import java.util.List;

/// Settings and lists of an account that are not built: each is as in an account where nobody has ever set anything.
///
/// [account.getAutoSaveSettings](https://core.telegram.org/method/account.getAutoSaveSettings) and its like.
public final class EmptySettings {
    private static final chappe.wire.AutoSaveSettings NOTHING_SAVED =
            new chappe.wire.AutoSaveSettings.Builder().build();

    public void register(Routes on) {
        on.empty(
                GetAutoSaveSettings.class,
                (caller, ask) -> new AutoSaveSettings(
                        NOTHING_SAVED, NOTHING_SAVED, NOTHING_SAVED, List.of(), List.of(), List.of()));
        on.empty(
                GetAutoDownloadSettings.class,
                (caller, ask) -> new AutoDownloadSettings(nothingByItself(), nothingByItself(), nothingByItself()));
        on.empty(
                GetWebBrowserSettings.class,
                (caller, ask) -> new WebBrowserSettings.Builder(List.of(), List.of(), 0).build());
        on.empty(GetSavedMusicIds.class, (caller, ask) -> new SavedMusicIds(List.of()));
        on.empty(GetWebAuthorizations.class, (caller, ask) -> new WebAuthorizations(List.of(), List.of()));
        on.empty(GetConnectedBots.class, (caller, ask) -> new ConnectedBots(List.of(), List.of()));
        on.empty(GetBusinessChatLinks.class, (caller, ask) -> new BusinessChatLinks(List.of(), List.of(), List.of()));
        on.empty(GetPasskeys.class, (caller, ask) -> new Passkeys(List.of()));
        on.empty(GetAllSecureValues.class, (caller, ask) -> List.of());
    }

    /// There are no files yet, so nothing is to be loaded before it is asked for.
    private static chappe.wire.AutoDownloadSettings nothingByItself() {
        return new chappe.wire.AutoDownloadSettings.Builder(0, 0, 0, 0, 0, 0)
                .disabled(true)
                .build();
    }
}
