package chappe.api.messages;

import chappe.core.UserId;
import chappe.domain.box.Entity;
import chappe.domain.box.Peer;
import chappe.store.record.BoxAction;
import chappe.store.record.BoxActionHistoryClear;
import chappe.store.record.BoxEntity;
import chappe.store.record.BoxMessage;
import chappe.store.record.BoxQuote;
import chappe.wire.Message;
import chappe.wire.MessageAction;
import chappe.wire.MessageActionHistoryClear;
import chappe.wire.MessageEntity;
import chappe.wire.MessageReplyHeader;
import chappe.wire.MessageService;
import chappe.wire.MessageType;
import chappe.wire.PeerUser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a box's messages into wire objects and notes whom they mention, for the `users` of the same answer.
///
/// Made for one answer; confined to its thread.
public final class PresentMessages {
    private final Set<UserId> mentioned = new LinkedHashSet<>();

    /// Everybody that was presented so far.
    public Set<UserId> mentioned() {
        return mentioned;
    }

    public void mention(UserId user) {
        mentioned.add(user);
    }

    public chappe.wire.Peer peer(Peer peer) {
        return switch (peer) {
            case Peer.User(UserId user) -> user(user);
        };
    }

    /// [message](https://core.telegram.org/constructor/message) or
    /// [messageService](https://core.telegram.org/constructor/messageService), as its box's owner sees it.
    public MessageType message(BoxMessage message) {
        return message.action() == null ? text(message) : service(message, message.action());
    }

    private Message text(BoxMessage message) {
        return new Message.Builder(message.id(), peer(Peer.of(message.peer())), message.date(), message.text())
                .out(message.isOutgoing())
                .silent(message.isSilent())
                .noforwards(message.isNoforwards())
                .fromId(user(new UserId(message.from())))
                .replyTo(message.replyTo() == null ? null : reply(message.replyTo(), message.quote()))
                .entities(message.entities().isEmpty() ? null : entities(message.entities()))
                .build();
    }

    private MessageService service(BoxMessage message, BoxAction action) {
        return new MessageService.Builder(message.id(), peer(Peer.of(message.peer())), message.date(), action(action))
                .out(message.isOutgoing())
                .fromId(user(new UserId(message.from())))
                .build();
    }

    private MessageReplyHeader reply(int replyTo, @Nullable BoxQuote quote) {
        var header = new MessageReplyHeader.Builder().replyToMsgId(replyTo);
        if (quote != null) {
            header.quote(true)
                    .quoteText(quote.text())
                    .quoteEntities(quote.entities().isEmpty() ? null : entities(quote.entities()))
                    .quoteOffset(quote.offset());
        }
        return header.build();
    }

    private List<MessageEntity> entities(List<BoxEntity> stored) {
        return stored.stream().map(Entity::of).map(this::entity).toList();
    }

    private MessageEntity entity(Entity entity) {
        if (entity.kind() == Entity.Kind.MENTION_NAME && entity.number() != null) mention(new UserId(entity.number()));
        return MessageEntities.wire(entity);
    }

    private PeerUser user(UserId user) {
        mention(user);
        return new PeerUser(user.value());
    }

    private static MessageAction action(BoxAction action) {
        return switch (action) {
            case BoxActionHistoryClear _ -> new MessageActionHistoryClear();
        };
    }
}
