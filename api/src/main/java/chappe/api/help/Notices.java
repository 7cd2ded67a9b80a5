package chappe.api.help;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.wire.help.GetInviteText;
import chappe.wire.help.GetPromoData;
import chappe.wire.help.GetTermsOfServiceUpdate;
import chappe.wire.help.InviteText;
import chappe.wire.help.PromoDataEmpty;
import chappe.wire.help.PromoDataType;
import chappe.wire.help.TermsOfServiceUpdateEmpty;
import chappe.wire.help.TermsOfServiceUpdateType;
import java.time.Clock;
import java.time.Duration;

/// What an operator could put before people's eyes: nothing so far but a line that invites friends. Clients ask again
/// when `expires` has
/// come, so it lies an hour ahead; in the past it would make them ask without end.
public final class Notices {
    private static final Duration VALID = Duration.ofHours(1);

    private final ServerProfile server;
    private final Clock clock;

    public Notices(ServerProfile server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    public void register(Routes on) {
        on.user(GetTermsOfServiceUpdate.class, Limit.READ, this::getTermsOfServiceUpdate);
        on.anyone(GetPromoData.class, Limit.READ, this::getPromoData);
        on.anyone(GetInviteText.class, Limit.READ, this::getInviteText);
    }

    /// [help.getTermsOfServiceUpdate](https://core.telegram.org/method/help.getTermsOfServiceUpdate)
    TermsOfServiceUpdateType getTermsOfServiceUpdate(Caller caller, GetTermsOfServiceUpdate ask) {
        return new TermsOfServiceUpdateEmpty(expires());
    }

    /// [help.getPromoData](https://core.telegram.org/method/help.getPromoData)
    PromoDataType getPromoData(Caller caller, GetPromoData ask) {
        return new PromoDataEmpty(expires());
    }

    /// [help.getInviteText](https://core.telegram.org/method/help.getInviteText): what a client suggests to send to
    /// friends who are not here yet; in English.
    InviteText getInviteText(Caller caller, GetInviteText ask) {
        return new InviteText("Hey, let's chat here: " + server.publicUrl());
    }

    private int expires() {
        return (int) clock.instant().plus(VALID).getEpochSecond();
    }
}
