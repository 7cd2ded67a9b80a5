package chappe.api.messages;

import chappe.api.present.Inputs;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.BlockList;
import chappe.domain.box.Peer;
import chappe.wire.InputPeer;
import chappe.wire.PeerBlocked;
import chappe.wire.contacts.Block;
import chappe.wire.contacts.Blocked;
import chappe.wire.contacts.BlockedSlice;
import chappe.wire.contacts.BlockedType;
import chappe.wire.contacts.GetBlocked;
import chappe.wire.contacts.Unblock;
import java.util.List;

/// The methods around [blocked users](https://core.telegram.org/api/block).
///
/// Holds no state. There are no stories, so the list of those who may not see them is always empty and cannot be
/// changed.
public final class Blocking {
    private final BlockList blockList;
    private final Inputs inputs;
    private final PresentUsers people;

    public Blocking(BlockList blockList, Inputs inputs, PresentUsers people) {
        this.blockList = blockList;
        this.inputs = inputs;
        this.people = people;
    }

    public void register(Routes on) {
        on.user(Block.class, Limit.CHANGE, (caller, ask) -> set(caller, ask.id(), ask.myStoriesFrom(), true));
        on.user(Unblock.class, Limit.CHANGE, (caller, ask) -> set(caller, ask.id(), ask.myStoriesFrom(), false));
        on.user(GetBlocked.class, Limit.READ, this::getBlocked);
    }

    /// [contacts.block](https://core.telegram.org/method/contacts.block),
    /// [contacts.unblock](https://core.telegram.org/method/contacts.unblock). Refuses with PEER_ID_INVALID,
    /// CONTACT_ID_INVALID.
    private boolean set(Caller caller, InputPeer id, boolean isForStories, boolean isBlocked) {
        if (isForStories) throw RpcError.CONTACT_ID_INVALID.refuse();
        UserId peer = inputs.peer(caller.userId(), id);
        blockList.set(caller.actor(), Peer.user(peer), isBlocked);
        return true;
    }

    /// [contacts.getBlocked](https://core.telegram.org/method/contacts.getBlocked): at most 100.
    BlockedType getBlocked(Caller caller, GetBlocked ask) {
        if (ask.myStoriesFrom()) return new Blocked(List.of(), List.of(), List.of());
        BlockList.Page page = blockList.page(caller.userId(), ask.offset(), ask.limit());
        var present = new PresentMessages();
        List<PeerBlocked> blocked = page.blocked().stream()
                .map(each -> new PeerBlocked(present.peer(each.peer()), each.date()))
                .toList();
        var users = people.users(caller.userId(), present.mentioned());
        if (blocked.size() == page.count()) return new Blocked(blocked, List.of(), users);
        return new BlockedSlice(page.count(), blocked, List.of(), users);
    }
}
