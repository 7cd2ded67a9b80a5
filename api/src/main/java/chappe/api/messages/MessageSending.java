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
import chappe.domain.box.Draft;
import chappe.domain.box.FormattedText;
import chappe.domain.box.Messages;
import chappe.domain.box.Peer;
import chappe.domain.box.Sent;
import chappe.wire.InputPeerSelf;
import chappe.wire.InputReplyTo;
import chappe.wire.InputReplyToMessage;
import chappe.wire.InputReplyToMonoForum;
import chappe.wire.InputReplyToStory;
import chappe.wire.MessageEntity;
import chappe.wire.Update;
import chappe.wire.UpdateDeleteMessages;
import chappe.wire.UpdateMessageID;
import chappe.wire.UpdateNewMessage;
import chappe.wire.Updates;
import chappe.wire.UpdatesType;
import chappe.wire.messages.SendMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The methods that put a new message into a dialog.
///
/// Holds no state.
public final class MessageSending {
    private final Messages messages;
    private final Inputs inputs;
    private final PresentUsers people;

    public MessageSending(Messages messages, Inputs inputs, PresentUsers people) {
        this.messages = messages;
        this.inputs = inputs;
        this.people = people;
    }

    public void register(Routes on) {
        on.user(SendMessage.class, Limit.SEND, this::sendMessage);
    }

    /// [messages.sendMessage](https://core.telegram.org/method/messages.sendMessage)
    ///
    /// - `message`: 1 to 4096 UTF-16 code units after trimming.
    /// - `random_id`: the caller's own key; a repeat gets the first answer and sends nothing.
    ///
    /// Returns `updateMessageID`, then `updateNewMessage` with the pts it moved the caller's box to; where a
    /// repeat finds its message deleted since, `updateDeleteMessages` stands in its place. The recipient is
    /// told by a letter stored in the same commit, and by push from the recipient's own log.
    ///
    /// Refuses with PEER_ID_INVALID, MESSAGE_EMPTY, MESSAGE_TOO_LONG, ENTITIES_TOO_LONG,
    /// ENTITY_BOUNDS_INVALID, ENTITY_MENTION_USER_INVALID, REPLY_MESSAGE_ID_INVALID, REPLY_TO_INVALID,
    /// QUOTE_TEXT_INVALID, YOU_BLOCKED_USER, and with the errors of [#refuseUnserved].
    UpdatesType sendMessage(Caller caller, SendMessage ask) {
        UserId peer = inputs.peer(caller.userId(), ask.peer());
        refuseUnserved(caller.userId(), ask);
        var author = new Actor(caller.userId(), caller.authKeyId());
        Sent sent = messages.send(new Draft(
                author,
                Peer.user(peer),
                text(caller, ask.message(), ask.entities()),
                ask.randomId(),
                ask.replyTo() == null ? null : reply(caller, peer, ask.replyTo()),
                ask.silent(),
                ask.noforwards()));
        return present(caller.userId(), peer, sent);
    }

    /// What is not built yet is refused, not left out: a message that was to be sent tomorrow must not be sent now.
    private void refuseUnserved(UserId caller, SendMessage ask) {
        if (ask.richMessage() != null) throw RpcError.MESSAGE_EMPTY.refuse();
        if (ask.scheduleDate() != null) throw RpcError.SCHEDULE_TOO_MUCH.refuse();
        if (ask.quickReplyShortcut() != null) throw RpcError.QUICK_REPLIES_TOO_MUCH.refuse();
        if (ask.replyMarkup() != null) throw RpcError.REPLY_MARKUP_INVALID.refuse();
        if (ask.effect() != null) throw RpcError.EFFECT_CHAT_INVALID.refuse();
        if (ask.suggestedPost() != null) throw RpcError.SUGGESTED_POST_PEER_INVALID.refuse();
        if (ask.sendAs() != null && !(ask.sendAs() instanceof InputPeerSelf)) {
            if (!inputs.peer(caller, ask.sendAs()).equals(caller)) throw RpcError.SEND_AS_PEER_INVALID.refuse();
        }
    }

    private FormattedText text(Caller caller, String text, @Nullable List<MessageEntity> entities) {
        return new FormattedText(text, MessageEntities.of(entities, user -> inputs.findUser(caller.userId(), user)));
    }

    private Draft.Reply reply(Caller caller, UserId peer, InputReplyTo replyTo) {
        return switch (replyTo) {
            case InputReplyToMessage message -> {
                boolean isElsewhere = message.replyToPeerId() != null
                        && !inputs.peer(caller.userId(), message.replyToPeerId())
                                .equals(peer);
                if (isElsewhere) throw RpcError.REPLY_TO_INVALID.refuse();
                int offset = message.quoteOffset() == null ? 0 : message.quoteOffset();
                yield new Draft.Reply(message.replyToMsgId(), quote(caller, message), offset);
            }
            case InputReplyToStory _ -> throw RpcError.STORY_ID_INVALID.refuse();
            case InputReplyToMonoForum _ -> throw RpcError.REPLY_TO_MONOFORUM_PEER_INVALID.refuse();
        };
    }

    private @Nullable FormattedText quote(Caller caller, InputReplyToMessage message) {
        String quoted = message.quoteText();
        if (quoted == null || quoted.isBlank()) return null;
        if (quoted.length() > Limits.QUOTE_LENGTH_MAX) throw RpcError.QUOTE_TEXT_INVALID.refuse();
        return text(caller, quoted, message.quoteEntities());
    }

    private Updates present(UserId caller, UserId peer, Sent sent) {
        var present = new PresentMessages();
        present.mention(caller);
        present.mention(peer);
        Update told = sent.message() == null
                ? new UpdateDeleteMessages(List.of(sent.id()), sent.pts(), 1)
                : new UpdateNewMessage(present.message(sent.message()), sent.pts(), 1);
        return new Updates(
                List.of(new UpdateMessageID(sent.id(), sent.randomId()), told),
                people.users(caller, present.mentioned()),
                List.of(),
                sent.date(),
                0);
    }
}
