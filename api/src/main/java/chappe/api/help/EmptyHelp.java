package chappe.api.help;

import chappe.api.rpc.Routes;
import chappe.wire.CdnConfig;
import chappe.wire.help.DeepLinkInfoEmpty;
import chappe.wire.help.GetAppUpdate;
import chappe.wire.help.GetCdnConfig;
import chappe.wire.help.GetDeepLinkInfo;
import chappe.wire.help.GetPeerColors;
import chappe.wire.help.GetPeerProfileColors;
import chappe.wire.help.GetPremiumPromo;
import chappe.wire.help.GetRecentMeUrls;
import chappe.wire.help.NoAppUpdate;
import chappe.wire.help.PeerColors;
import chappe.wire.help.PremiumPromo;
import chappe.wire.help.RecentMeUrls;
import java.util.List;

/// What an operator could offer through `help.*` and this server does not: name colours, a subscription, an update of
/// the client's program, content delivery networks, links from before the installation.
///
/// [help.getPeerColors](https://core.telegram.org/method/help.getPeerColors) and its like.
public final class EmptyHelp {

    public void register(Routes on) {
        on.emptyForAnyone(GetPeerColors.class, (caller, ask) -> new PeerColors(0, List.of()));
        on.emptyForAnyone(GetPeerProfileColors.class, (caller, ask) -> new PeerColors(0, List.of()));
        on.emptyForAnyone(
                GetPremiumPromo.class,
                (caller, ask) -> new PremiumPromo("", List.of(), List.of(), List.of(), List.of(), List.of()));
        on.emptyForAnyone(GetAppUpdate.class, (caller, ask) -> new NoAppUpdate());
        on.emptyForAnyone(GetCdnConfig.class, (caller, ask) -> new CdnConfig(List.of()));
        on.emptyForAnyone(GetRecentMeUrls.class, (caller, ask) -> new RecentMeUrls(List.of(), List.of(), List.of()));
        on.emptyForAnyone(GetDeepLinkInfo.class, (caller, ask) -> new DeepLinkInfoEmpty());
    }
}
