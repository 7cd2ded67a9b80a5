package chappe.api.stories;

import chappe.api.present.Inputs;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Routes;
import chappe.core.UserId;
import chappe.wire.InputPeer;
import chappe.wire.RecentStory;
import chappe.wire.StoriesStealthMode;
import chappe.wire.Updates;
import chappe.wire.messages.Chats;
import chappe.wire.stories.Albums;
import chappe.wire.stories.AllStories;
import chappe.wire.stories.GetAlbums;
import chappe.wire.stories.GetAllReadPeerStories;
import chappe.wire.stories.GetAllStories;
import chappe.wire.stories.GetChatsToSend;
import chappe.wire.stories.GetPeerMaxIDs;
import chappe.wire.stories.GetPeerStories;
import chappe.wire.stories.GetPinnedStories;
import chappe.wire.stories.GetStoriesArchive;
import chappe.wire.stories.PeerStories;
import chappe.wire.stories.Stories;
import java.time.Clock;
import java.util.List;

/// Stories: nobody has any.
///
/// [stories.getAllStories](https://core.telegram.org/method/stories.getAllStories) and its like.
public final class EmptyStories {
    private final Inputs inputs;
    private final PresentUsers people;
    private final Clock clock;

    public EmptyStories(Inputs inputs, PresentUsers people, Clock clock) {
        this.inputs = inputs;
        this.people = people;
        this.clock = clock;
    }

    public void register(Routes on) {
        on.empty(
                GetAllStories.class,
                (caller, ask) -> new AllStories.Builder(
                                0, "", List.of(), List.of(), List.of(), new StoriesStealthMode.Builder().build())
                        .build());
        on.empty(
                GetAllReadPeerStories.class,
                (caller, ask) -> new Updates(
                        List.of(), List.of(), List.of(), (int) clock.instant().getEpochSecond(), 0));
        on.empty(GetPeerMaxIDs.class, this::getPeerMaxIDs);
        on.empty(GetPeerStories.class, this::getPeerStories);
        on.empty(GetPinnedStories.class, (caller, ask) -> none(caller, ask.peer()));
        on.empty(GetStoriesArchive.class, (caller, ask) -> none(caller, ask.peer()));
        on.empty(GetAlbums.class, (caller, ask) -> {
            inputs.person(caller.userId(), ask.peer());
            return new Albums(0, List.of());
        });
        on.empty(GetChatsToSend.class, (caller, ask) -> new Chats(List.of()));
    }

    /// [stories.getPeerMaxIDs](https://core.telegram.org/method/stories.getPeerMaxIDs): one answer for each peer, in
    /// their order.
    List<RecentStory> getPeerMaxIDs(Caller caller, GetPeerMaxIDs ask) {
        return ask.id().stream().map(peer -> new RecentStory.Builder().build()).toList();
    }

    /// [stories.getPeerStories](https://core.telegram.org/method/stories.getPeerStories). Refuses with
    /// PEER_ID_INVALID.
    PeerStories getPeerStories(Caller caller, GetPeerStories ask) {
        UserId peer = inputs.person(caller.userId(), ask.peer());
        var stories = new chappe.wire.PeerStories.Builder(PresentUsers.peer(peer), List.of()).build();
        return new PeerStories(stories, List.of(), people.users(caller.userId(), List.of(peer)));
    }

    private Stories none(Caller caller, InputPeer peer) {
        inputs.person(caller.userId(), peer);
        return new Stories.Builder(0, List.of(), List.of(), List.of()).build();
    }
}
