package chappe.api.messages;

import chappe.api.present.Inputs;
import chappe.api.present.PresentNotify;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.domain.box.Actor;
import chappe.domain.box.Dialogs.After;
import chappe.domain.box.Dialogs.Line;
import chappe.domain.box.Dialogs.Page;
import chappe.domain.box.Peer;
import chappe.wire.Dialog;
import chappe.wire.DialogType;
import chappe.wire.InputDialogPeer;
import chappe.wire.InputDialogPeerFolder;
import chappe.wire.InputDialogPeerType;
import chappe.wire.InputPeer;
import chappe.wire.InputPeerEmpty;
import chappe.wire.MessageType;
import chappe.wire.messages.DialogFilters;
import chappe.wire.messages.Dialogs;
import chappe.wire.messages.DialogsSlice;
import chappe.wire.messages.DialogsType;
import chappe.wire.messages.GetDialogFilters;
import chappe.wire.messages.GetDialogs;
import chappe.wire.messages.GetPeerDialogs;
import chappe.wire.messages.GetPinnedDialogs;
import chappe.wire.messages.PeerDialogs;
import chappe.wire.messages.ToggleDialogPin;
import chappe.wire.updates.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The methods that list chats.
///
/// Holds no state. There is one list: the archive (folder 1) is always empty until it is built.
public final class DialogLists {
    private static final int MAIN_FOLDER = 0;
    private static final int ARCHIVE_FOLDER = 1;

    private final chappe.domain.box.Dialogs dialogs;
    private final Inputs inputs;
    private final PresentUsers people;
    private final Clock clock;

    public DialogLists(chappe.domain.box.Dialogs dialogs, Inputs inputs, PresentUsers people, Clock clock) {
        this.dialogs = dialogs;
        this.inputs = inputs;
        this.people = people;
        this.clock = clock;
    }

    public void register(Routes on) {
        on.user(GetDialogs.class, Limit.READ, this::getDialogs);
        on.user(GetPinnedDialogs.class, Limit.READ, this::getPinnedDialogs);
        on.user(GetPeerDialogs.class, Limit.READ, this::getPeerDialogs);
        on.user(ToggleDialogPin.class, Limit.CHANGE, this::toggleDialogPin);
        on.empty(GetDialogFilters.class, (caller, ask) -> new DialogFilters.Builder(List.of()).build());
    }

    /// [messages.getDialogs](https://core.telegram.org/method/messages.getDialogs): at most 100, newest first.
    ///
    /// Differs: `hash` is not compared, since no algorithm is documented that covers read marks; the list
    /// comes whole. Refuses with FOLDER_ID_INVALID, PEER_ID_INVALID.
    DialogsType getDialogs(Caller caller, GetDialogs ask) {
        if (isArchive(ask.folderId())) return new Dialogs(List.of(), List.of(), List.of(), List.of());
        var after = new After(ask.offsetDate(), ask.offsetId(), offsetPeer(caller, ask.offsetPeer()));
        Page page = dialogs.page(caller.userId(), after, ask.limit(), ask.excludePinned());
        var parts = new Parts(page);
        var users = people.users(caller.userId(), parts.present.mentioned());
        if (page.lines().size() >= page.count()) return new Dialogs(parts.dialogs, parts.messages, List.of(), users);
        return new DialogsSlice(page.count(), parts.dialogs, parts.messages, List.of(), users);
    }

    /// [messages.getPinnedDialogs](https://core.telegram.org/method/messages.getPinnedDialogs). Refuses with
    /// FOLDER_ID_INVALID.
    PeerDialogs getPinnedDialogs(Caller caller, GetPinnedDialogs ask) {
        Page page =
                isArchive(ask.folderId()) ? dialogs.with(caller.userId(), List.of()) : dialogs.pinned(caller.userId());
        return peerDialogs(caller, page);
    }

    /// [messages.getPeerDialogs](https://core.telegram.org/method/messages.getPeerDialogs): a dialog that
    /// does not exist yet comes with `top_message` 0. Refuses with INPUT_PEERS_EMPTY, PEER_ID_INVALID.
    PeerDialogs getPeerDialogs(Caller caller, GetPeerDialogs ask) {
        if (ask.peers().isEmpty()) throw RpcError.INPUT_PEERS_EMPTY.refuse();
        if (ask.peers().size() > Limits.PEER_DIALOGS_MAX) throw RpcError.PEER_ID_INVALID.refuse();
        List<Peer> peers = new ArrayList<>();
        for (InputDialogPeerType each : ask.peers()) {
            switch (each) {
                case InputDialogPeer(InputPeer peer) -> peers.add(Peer.user(inputs.peer(caller.userId(), peer)));
                case InputDialogPeerFolder _ -> {} // the archive has no dialogs
            }
        }
        return peerDialogs(caller, dialogs.with(caller.userId(), peers));
    }

    /// [messages.toggleDialogPin](https://core.telegram.org/method/messages.toggleDialogPin). Refuses with
    /// PEER_ID_INVALID, PEER_HISTORY_EMPTY, PINNED_DIALOGS_TOO_MUCH.
    boolean toggleDialogPin(Caller caller, ToggleDialogPin ask) {
        if (!(ask.peer() instanceof InputDialogPeer(InputPeer input))) throw RpcError.PEER_ID_INVALID.refuse();
        var actor = new Actor(caller.userId(), caller.authKeyId());
        dialogs.pin(actor, Peer.user(inputs.peer(caller.userId(), input)), ask.pinned());
        return true;
    }

    private PeerDialogs peerDialogs(Caller caller, Page page) {
        var parts = new Parts(page);
        var state = new State(
                page.state().pts(),
                0,
                (int) clock.instant().getEpochSecond(),
                0,
                page.state().unreadCount());
        var users = people.users(caller.userId(), parts.present.mentioned());
        return new PeerDialogs(parts.dialogs, parts.messages, List.of(), users, state);
    }

    private @Nullable Peer offsetPeer(Caller caller, InputPeer offsetPeer) {
        return offsetPeer instanceof InputPeerEmpty ? null : Peer.user(inputs.peer(caller.userId(), offsetPeer));
    }

    private static boolean isArchive(@Nullable Integer folderId) {
        if (folderId == null || folderId == MAIN_FOLDER) return false;
        if (folderId != ARCHIVE_FOLDER) throw RpcError.FOLDER_ID_INVALID.refuse();
        return true;
    }

    /// The lines of a page as the wire has them: dialogs, their top messages, and whom both mention.
    private static final class Parts {
        private final PresentMessages present = new PresentMessages();
        private final List<DialogType> dialogs = new ArrayList<>();
        private final List<MessageType> messages = new ArrayList<>();

        Parts(Page page) {
            for (Line line : page.lines()) {
                dialogs.add(dialog(line));
                if (line.top() != null) messages.add(present.message(line.top()));
            }
        }

        private Dialog dialog(Line line) {
            chappe.domain.box.Dialog dialog = line.dialog();
            return new Dialog.Builder(
                            present.peer(dialog.peer()),
                            dialog.topMessage(),
                            dialog.readInboxMaxId(),
                            dialog.readOutboxMaxId(),
                            dialog.unreadCount(),
                            0,
                            0,
                            0,
                            PresentNotify.ofPeer(line.notifications()))
                    .pinned(line.isPinned())
                    .build();
        }
    }
}
