package chappe.api.contacts;

import chappe.api.present.Inputs;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Actor;
import chappe.domain.box.Peer;
import chappe.domain.box.TopPeers.Rated;
import chappe.wire.TopPeer;
import chappe.wire.TopPeerCategoryCorrespondents;
import chappe.wire.TopPeerCategoryPeers;
import chappe.wire.contacts.GetTopPeers;
import chappe.wire.contacts.ResetTopPeerRating;
import chappe.wire.contacts.ToggleTopPeers;
import chappe.wire.contacts.TopPeers;
import chappe.wire.contacts.TopPeersDisabled;
import chappe.wire.contacts.TopPeersNotModified;
import chappe.wire.contacts.TopPeersType;
import java.util.ArrayList;
import java.util.List;

/// The methods of the peers that a user writes to most.
///
/// Of the categories, only correspondents exist so far: nobody forwards, calls, or uses bots, groups or channels.
public final class TopPeerLists {
    private final chappe.domain.box.TopPeers topPeers;
    private final Inputs inputs;
    private final PresentUsers people;

    public TopPeerLists(chappe.domain.box.TopPeers topPeers, Inputs inputs, PresentUsers people) {
        this.topPeers = topPeers;
        this.inputs = inputs;
        this.people = people;
    }

    public void register(Routes on) {
        on.user(GetTopPeers.class, Limit.READ, this::getTopPeers);
        on.user(ResetTopPeerRating.class, Limit.CHANGE, this::resetTopPeerRating);
        on.user(ToggleTopPeers.class, Limit.CHANGE, this::toggleTopPeers);
    }

    /// [contacts.getTopPeers](https://core.telegram.org/method/contacts.getTopPeers): ratings as of now, in the
    /// [documented measure](https://core.telegram.org/api/top-rating).
    ///
    /// - `hash`: [of the ids](https://core.telegram.org/api/offsets#hash-generation) that the client has; where it
    ///   fits, the answer is `topPeersNotModified`.
    ///
    /// Refuses with TYPES_EMPTY where no category is asked for.
    TopPeersType getTopPeers(Caller caller, GetTopPeers ask) {
        if (!asksForAny(ask)) throw RpcError.TYPES_EMPTY.refuse();
        List<Rated> rated = topPeers.list(caller.userId());
        if (rated == null) return new TopPeersDisabled();
        if (!ask.correspondents() || rated.isEmpty()) return new TopPeers(List.of(), List.of(), List.of());
        int from = Math.clamp(ask.offset(), 0, rated.size());
        int to = from + Math.clamp(ask.limit(), 0, Math.min(Limits.TOP_PEERS_PAGE_MAX, rated.size() - from));
        List<TopPeer> peers = new ArrayList<>();
        List<UserId> ids = new ArrayList<>();
        for (Rated each : rated.subList(from, to)) {
            switch (each.peer()) {
                case Peer.User(UserId user) -> {
                    ids.add(user);
                    peers.add(new TopPeer(PresentUsers.peer(user), each.rating()));
                }
            }
        }
        if (ask.hash() != 0 && ask.hash() == hash(ids)) return new TopPeersNotModified();
        var category = new TopPeerCategoryPeers(new TopPeerCategoryCorrespondents(), rated.size(), peers);
        return new TopPeers(List.of(category), List.of(), people.users(caller.userId(), ids));
    }

    /// [contacts.resetTopPeerRating](https://core.telegram.org/method/contacts.resetTopPeerRating): of another
    /// category than correspondents there is nothing to forget. Refuses with PEER_ID_INVALID.
    boolean resetTopPeerRating(Caller caller, ResetTopPeerRating ask) {
        UserId peer = inputs.person(caller.userId(), ask.peer());
        if (ask.category() instanceof TopPeerCategoryCorrespondents) topPeers.forget(actor(caller), Peer.user(peer));
        return true;
    }

    /// [contacts.toggleTopPeers](https://core.telegram.org/method/contacts.toggleTopPeers): off forgets what was
    /// counted.
    boolean toggleTopPeers(Caller caller, ToggleTopPeers ask) {
        topPeers.enable(actor(caller), ask.enabled());
        return true;
    }

    private static boolean asksForAny(GetTopPeers ask) {
        return ask.correspondents()
                || ask.botsPm()
                || ask.botsInline()
                || ask.phoneCalls()
                || ask.forwardUsers()
                || ask.forwardChats()
                || ask.groups()
                || ask.channels()
                || ask.botsApp()
                || ask.botsGuestchat();
    }

    private static long hash(List<UserId> ids) {
        long hash = 0;
        for (UserId id : ids) {
            hash ^= hash >>> 21;
            hash ^= hash << 35;
            hash ^= hash >>> 4;
            hash += id.value();
        }
        return hash;
    }

    private static Actor actor(Caller caller) {
        return new Actor(caller.userId(), caller.authKeyId());
    }
}
