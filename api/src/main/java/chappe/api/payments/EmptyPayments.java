package chappe.api.payments;

import chappe.api.present.Inputs;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.wire.InputPeer;
import chappe.wire.StarsAmount;
import chappe.wire.payments.GetPremiumGiftCodeOptions;
import chappe.wire.payments.GetSavedInfo;
import chappe.wire.payments.GetSavedStarGifts;
import chappe.wire.payments.GetStarGiftActiveAuctions;
import chappe.wire.payments.GetStarGiftCollections;
import chappe.wire.payments.GetStarGifts;
import chappe.wire.payments.GetStarsGiftOptions;
import chappe.wire.payments.GetStarsGiveawayOptions;
import chappe.wire.payments.GetStarsStatus;
import chappe.wire.payments.GetStarsSubscriptions;
import chappe.wire.payments.GetStarsTopupOptions;
import chappe.wire.payments.GetStarsTransactions;
import chappe.wire.payments.SavedInfo;
import chappe.wire.payments.SavedStarGifts;
import chappe.wire.payments.StarGiftActiveAuctions;
import chappe.wire.payments.StarGiftCollections;
import chappe.wire.payments.StarGifts;
import chappe.wire.payments.StarsStatus;
import chappe.wire.premium.GetMyBoosts;
import chappe.wire.premium.MyBoosts;
import java.util.List;

/// Stars, gifts, boosts and saved payment details: nobody has any, and none are for sale.
///
/// [payments.getStarsStatus](https://core.telegram.org/method/payments.getStarsStatus) and its like.
public final class EmptyPayments {
    private final Inputs inputs;

    public EmptyPayments(Inputs inputs) {
        this.inputs = inputs;
    }

    public void register(Routes on) {
        on.empty(GetStarsStatus.class, (caller, ask) -> noStars(caller, ask.peer()));
        on.empty(GetStarsTransactions.class, (caller, ask) -> noStars(caller, ask.peer()));
        on.empty(GetStarsSubscriptions.class, (caller, ask) -> noStars(caller, ask.peer()));
        on.empty(GetStarsTopupOptions.class, (caller, ask) -> List.of());
        on.empty(GetStarsGiftOptions.class, (caller, ask) -> List.of());
        on.empty(GetStarsGiveawayOptions.class, (caller, ask) -> List.of());
        on.empty(GetPremiumGiftCodeOptions.class, (caller, ask) -> List.of());
        on.empty(GetStarGifts.class, (caller, ask) -> new StarGifts(0, List.of(), List.of(), List.of()));
        on.empty(
                GetStarGiftActiveAuctions.class,
                (caller, ask) -> new StarGiftActiveAuctions(List.of(), List.of(), List.of()));
        on.empty(GetSavedStarGifts.class, (caller, ask) -> {
            inputs.person(caller.userId(), ask.peer());
            return new SavedStarGifts.Builder(0, List.of(), List.of(), List.of()).build();
        });
        on.empty(GetStarGiftCollections.class, (caller, ask) -> {
            inputs.person(caller.userId(), ask.peer());
            return new StarGiftCollections(List.of());
        });
        on.empty(GetSavedInfo.class, (caller, ask) -> new SavedInfo.Builder().build());
        on.empty(GetMyBoosts.class, (caller, ask) -> new MyBoosts(List.of(), List.of(), List.of()));
    }

    /// A balance is told to its owner only. Refuses with PEER_ID_INVALID.
    private StarsStatus noStars(Caller caller, InputPeer peer) {
        if (!inputs.person(caller.userId(), peer).equals(caller.userId())) throw RpcError.PEER_ID_INVALID.refuse();
        return new StarsStatus.Builder(new StarsAmount(0, 0), List.of(), List.of()).build();
    }
}
