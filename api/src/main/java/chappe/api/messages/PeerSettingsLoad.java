package chappe.api.messages;

import chappe.api.present.Inputs;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.domain.account.SeenUser;
import chappe.domain.account.Users;
import chappe.wire.messages.GetPeerSettings;
import chappe.wire.messages.PeerSettings;
import java.util.List;

/// What the bar above a chat offers to do with whom it is with.
public final class PeerSettingsLoad {
    private final Inputs inputs;
    private final Users users;

    public PeerSettingsLoad(Inputs inputs, Users users) {
        this.inputs = inputs;
        this.users = users;
    }

    public void register(Routes on) {
        on.user(GetPeerSettings.class, Limit.READ, this::getPeerSettings);
    }

    /// [messages.getPeerSettings](https://core.telegram.org/method/messages.getPeerSettings). Refuses with
    /// PEER_ID_INVALID.
    PeerSettings getPeerSettings(Caller caller, GetPeerSettings ask) {
        SeenUser seen = users.seenBy(caller.userId(), inputs.person(caller.userId(), ask.peer()));
        return new PeerSettings(PresentUsers.settings(seen), List.of(), List.of(PresentUsers.user(seen)));
    }
}
