package chappe.api.messages;

import chappe.api.present.Inputs;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Actor;
import chappe.domain.box.Histories;
import chappe.domain.box.Peer;
import chappe.domain.box.Window;
import chappe.store.record.BoxMessage;
import chappe.wire.InputMessage;
import chappe.wire.InputMessageCallbackQuery;
import chappe.wire.InputMessageID;
import chappe.wire.InputMessagePinned;
import chappe.wire.InputMessageReplyTo;
import chappe.wire.MessageEmpty;
import chappe.wire.MessageType;
import chappe.wire.ReceivedNotifyMessage;
import chappe.wire.messages.AffectedMessages;
import chappe.wire.messages.GetHistory;
import chappe.wire.messages.GetMessages;
import chappe.wire.messages.Messages;
import chappe.wire.messages.MessagesNotModified;
import chappe.wire.messages.MessagesSlice;
import chappe.wire.messages.MessagesType;
import chappe.wire.messages.ReadHistory;
import chappe.wire.messages.ReceivedMessages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The methods that read a dialog's messages and mark them as read.
///
/// Holds no state.
public final class MessageReading {
    private final Histories histories;
    private final Inputs inputs;
    private final PresentUsers people;

    public MessageReading(Histories histories, Inputs inputs, PresentUsers people) {
        this.histories = histories;
        this.inputs = inputs;
        this.people = people;
    }

    public void register(Routes on) {
        on.user(GetHistory.class, Limit.READ, this::getHistory);
        on.user(GetMessages.class, Limit.READ, this::getMessages);
        on.user(ReadHistory.class, Limit.CHANGE, this::readHistory);
        on.user(ReceivedMessages.class, Limit.CHANGE, this::receivedMessages);
    }

    /// [messages.getHistory](https://core.telegram.org/method/messages.getHistory): newest first, at most 100.
    ///
    /// All of `offset_id`, `offset_date`, `add_offset`, `max_id`, `min_id` and `hash` as
    /// [described](https://core.telegram.org/api/offsets). Refuses with PEER_ID_INVALID.
    MessagesType getHistory(Caller caller, GetHistory ask) {
        UserId peer = inputs.peer(caller.userId(), ask.peer());
        var window =
                new Window(ask.offsetId(), ask.offsetDate(), ask.addOffset(), ask.limit(), ask.maxId(), ask.minId());
        Histories.Page page = histories.page(caller.userId(), Peer.user(peer), window);
        if (ask.hash() != 0 && ask.hash() == hash(page.messages())) return new MessagesNotModified(page.count());
        var present = new PresentMessages();
        present.mention(peer);
        List<MessageType> messages =
                page.messages().stream().map(present::message).toList();
        var users = people.users(caller.userId(), present.mentioned());
        if (messages.size() == page.count()) return new Messages(messages, List.of(), List.of(), users);
        return new MessagesSlice.Builder(page.count(), messages, List.of(), List.of(), users).build();
    }

    /// [messages.getMessages](https://core.telegram.org/method/messages.getMessages): `messageEmpty` where there is
    /// none.
    MessagesType getMessages(Caller caller, GetMessages ask) {
        if (ask.id().size() > Limits.HISTORY_PAGE_MAX) throw RpcError.INPUT_REQUEST_TOO_LONG.refuse();
        var present = new PresentMessages();
        List<MessageType> messages = new ArrayList<>();
        for (InputMessage each : ask.id()) {
            BoxMessage message = find(caller.userId(), each);
            messages.add(message == null ? new MessageEmpty.Builder(idOf(each)).build() : present.message(message));
        }
        return new Messages(messages, List.of(), List.of(), people.users(caller.userId(), present.mentioned()));
    }

    /// [messages.readHistory](https://core.telegram.org/method/messages.readHistory): the other one hears by
    /// a letter. Refuses with PEER_ID_INVALID.
    AffectedMessages readHistory(Caller caller, ReadHistory ask) {
        UserId peer = inputs.peer(caller.userId(), ask.peer());
        var actor = new Actor(caller.userId(), caller.authKeyId());
        var affected = histories.read(actor, Peer.user(peer), ask.maxId());
        return new AffectedMessages(affected.pts(), affected.ptsCount());
    }

    /// [messages.receivedMessages](https://core.telegram.org/method/messages.receivedMessages) confirms what
    /// a device was notified of. No notifications are sent to devices that are away, so there are none to
    /// take back.
    private List<ReceivedNotifyMessage> receivedMessages(Caller caller, ReceivedMessages ask) {
        return List.of();
    }

    private @Nullable BoxMessage find(UserId owner, InputMessage input) {
        return switch (input) {
            case InputMessageID(int id) -> histories.find(owner, id);
            case InputMessageReplyTo(int id) -> histories.findRepliedTo(owner, id);
            case InputMessagePinned _ -> null;
            case InputMessageCallbackQuery _ -> null;
        };
    }

    private static int idOf(InputMessage input) {
        return switch (input) {
            case InputMessageID(int id) -> id;
            case InputMessageReplyTo(int id) -> id;
            case InputMessagePinned _ -> 0;
            case InputMessageCallbackQuery query -> query.id();
        };
    }

    /// [The hash of a list](https://core.telegram.org/api/offsets#hash-generation) over the ids.
    static long hash(List<BoxMessage> messages) {
        long hash = 0;
        for (BoxMessage message : messages) {
            hash ^= hash >>> 21;
            hash ^= hash << 35;
            hash ^= hash >>> 4;
            hash += message.id();
        }
        return hash;
    }
}
