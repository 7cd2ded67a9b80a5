package chappe.api.channels;

import chappe.api.present.Inputs;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.wire.channels.GetAdminedPublicChannels;
import chappe.wire.channels.GetChannelRecommendations;
import chappe.wire.channels.GetGroupsForDiscussion;
import chappe.wire.channels.GetInactiveChannels;
import chappe.wire.messages.Chats;
import chappe.wire.messages.GetCommonChats;
import chappe.wire.messages.InactiveChats;
import java.util.List;

/// The lists of channels and groups: the caller is in none, administers none and is recommended none.
///
/// [channels.getAdminedPublicChannels](https://core.telegram.org/method/channels.getAdminedPublicChannels) and its
/// like.
public final class EmptyChannels {
    private final Inputs inputs;

    public EmptyChannels(Inputs inputs) {
        this.inputs = inputs;
    }

    public void register(Routes on) {
        on.empty(GetAdminedPublicChannels.class, (caller, ask) -> new Chats(List.of()));
        on.empty(GetChannelRecommendations.class, (caller, ask) -> {
            if (ask.channel() != null) throw RpcError.CHANNEL_INVALID.refuse();
            return new Chats(List.of());
        });
        on.empty(GetGroupsForDiscussion.class, (caller, ask) -> new Chats(List.of()));
        on.empty(GetInactiveChannels.class, (caller, ask) -> new InactiveChats(List.of(), List.of(), List.of()));
        on.empty(GetCommonChats.class, (caller, ask) -> {
            inputs.user(caller.userId(), ask.userId());
            return new Chats(List.of());
        });
    }
}
