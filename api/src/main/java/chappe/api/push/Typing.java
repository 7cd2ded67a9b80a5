package chappe.api.push;

import chappe.api.present.Inputs;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.UserId;
import chappe.domain.box.BlockList;
import chappe.domain.box.Peer;
import chappe.wire.UpdateUserTyping;
import chappe.wire.messages.SetTyping;
import java.util.Set;

/// Who is typing: straight from session to session, never stored.
///
/// Holds no state.
public final class Typing {
    private final Pusher pusher;
    private final BlockList blockList;
    private final Inputs inputs;

    public Typing(Pusher pusher, BlockList blockList, Inputs inputs) {
        this.pusher = pusher;
        this.blockList = blockList;
        this.inputs = inputs;
    }

    public void register(Routes on) {
        on.user(SetTyping.class, Limit.CHANGE, this::setTyping);
    }

    /// [messages.setTyping](https://core.telegram.org/method/messages.setTyping): reaches who has a live
    /// session and has not blocked the caller; nobody else ever hears of it. Refuses with PEER_ID_INVALID.
    boolean setTyping(Caller caller, SetTyping ask) {
        UserId peer = inputs.peer(caller.userId(), ask.peer());
        if (peer.equals(caller.userId()) || !pusher.isLive(peer)) return true;
        if (blockList.isBlocked(peer, Peer.user(caller.userId()))) return true;
        var update = new UpdateUserTyping.Builder(caller.userId().value(), ask.action()).build();
        pusher.tell(peer, update, Set.of(caller.userId()));
        return true;
    }
}
