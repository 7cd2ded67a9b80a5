package chappe.api.messages;

import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Entity;
import chappe.domain.box.Entity.Kind;
import chappe.wire.InputMessageEntityMentionName;
import chappe.wire.InputUserType;
import chappe.wire.MessageEntity;
import chappe.wire.MessageEntityBankCard;
import chappe.wire.MessageEntityBlockquote;
import chappe.wire.MessageEntityBold;
import chappe.wire.MessageEntityBotCommand;
import chappe.wire.MessageEntityCashtag;
import chappe.wire.MessageEntityCode;
import chappe.wire.MessageEntityCustomEmoji;
import chappe.wire.MessageEntityDiffDelete;
import chappe.wire.MessageEntityDiffInsert;
import chappe.wire.MessageEntityDiffReplace;
import chappe.wire.MessageEntityEmail;
import chappe.wire.MessageEntityFormattedDate;
import chappe.wire.MessageEntityHashtag;
import chappe.wire.MessageEntityItalic;
import chappe.wire.MessageEntityMention;
import chappe.wire.MessageEntityMentionName;
import chappe.wire.MessageEntityPhone;
import chappe.wire.MessageEntityPre;
import chappe.wire.MessageEntitySpoiler;
import chappe.wire.MessageEntityStrike;
import chappe.wire.MessageEntityTextUrl;
import chappe.wire.MessageEntityUnderline;
import chappe.wire.MessageEntityUnknown;
import chappe.wire.MessageEntityUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns [styled text](https://core.telegram.org/api/entities) between the wire and the domain.
final class MessageEntities {

    /// @param findUser the user that a mention names; null where the caller may not name it so
    static List<Entity> of(@Nullable List<MessageEntity> wire, Function<InputUserType, @Nullable UserId> findUser) {
        if (wire == null) return List.of();
        List<Entity> entities = new ArrayList<>(wire.size());
        for (MessageEntity each : wire) {
            Entity entity = of(each, findUser);
            if (entity != null) entities.add(entity);
        }
        return entities;
    }

    /// Differs: dates and marked differences, which came with the newest layers, are not kept; their text is.
    private static @Nullable Entity of(MessageEntity wire, Function<InputUserType, @Nullable UserId> findUser) {
        return switch (wire) {
            case MessageEntityMention e -> new Entity(Kind.MENTION, e.offset(), e.length());
            case MessageEntityHashtag e -> new Entity(Kind.HASHTAG, e.offset(), e.length());
            case MessageEntityBotCommand e -> new Entity(Kind.BOT_COMMAND, e.offset(), e.length());
            case MessageEntityUrl e -> new Entity(Kind.URL, e.offset(), e.length());
            case MessageEntityEmail e -> new Entity(Kind.EMAIL, e.offset(), e.length());
            case MessageEntityBold e -> new Entity(Kind.BOLD, e.offset(), e.length());
            case MessageEntityItalic e -> new Entity(Kind.ITALIC, e.offset(), e.length());
            case MessageEntityCode e -> new Entity(Kind.CODE, e.offset(), e.length());
            case MessageEntityPhone e -> new Entity(Kind.PHONE, e.offset(), e.length());
            case MessageEntityCashtag e -> new Entity(Kind.CASHTAG, e.offset(), e.length());
            case MessageEntityUnderline e -> new Entity(Kind.UNDERLINE, e.offset(), e.length());
            case MessageEntityStrike e -> new Entity(Kind.STRIKE, e.offset(), e.length());
            case MessageEntityBankCard e -> new Entity(Kind.BANK_CARD, e.offset(), e.length());
            case MessageEntitySpoiler e -> new Entity(Kind.SPOILER, e.offset(), e.length());
            case MessageEntityPre e -> new Entity(Kind.PRE, e.offset(), e.length(), e.language(), null, false);
            case MessageEntityTextUrl e -> new Entity(Kind.TEXT_URL, e.offset(), e.length(), e.url(), null, false);
            case MessageEntityCustomEmoji e ->
                new Entity(Kind.CUSTOM_EMOJI, e.offset(), e.length(), null, e.documentId(), false);
            case MessageEntityBlockquote e ->
                new Entity(Kind.BLOCKQUOTE, e.offset(), e.length(), null, null, e.collapsed());
            case InputMessageEntityMentionName e -> mention(e, findUser.apply(e.userId()));
            // It names a user without the access hash that shows that the caller may.
            case MessageEntityMentionName _ -> throw RpcError.ENTITY_MENTION_USER_INVALID.refuse();
            case MessageEntityUnknown _ -> null;
            case MessageEntityFormattedDate _ -> null;
            case MessageEntityDiffInsert _ -> null;
            case MessageEntityDiffReplace _ -> null;
            case MessageEntityDiffDelete _ -> null;
        };
    }

    private static Entity mention(InputMessageEntityMentionName wire, @Nullable UserId user) {
        if (user == null) throw RpcError.ENTITY_MENTION_USER_INVALID.refuse();
        return new Entity(Kind.MENTION_NAME, wire.offset(), wire.length(), null, user.value(), false);
    }

    static MessageEntity wire(Entity e) {
        int offset = e.offset();
        int length = e.length();
        return switch (e.kind()) {
            case MENTION -> new MessageEntityMention(offset, length);
            case HASHTAG -> new MessageEntityHashtag(offset, length);
            case BOT_COMMAND -> new MessageEntityBotCommand(offset, length);
            case URL -> new MessageEntityUrl(offset, length);
            case EMAIL -> new MessageEntityEmail(offset, length);
            case BOLD -> new MessageEntityBold(offset, length);
            case ITALIC -> new MessageEntityItalic(offset, length);
            case CODE -> new MessageEntityCode(offset, length);
            case PRE -> new MessageEntityPre(offset, length, Objects.requireNonNullElse(e.text(), ""));
            case TEXT_URL -> new MessageEntityTextUrl(offset, length, Objects.requireNonNullElse(e.text(), ""));
            case MENTION_NAME -> new MessageEntityMentionName(offset, length, numberOf(e));
            case PHONE -> new MessageEntityPhone(offset, length);
            case CASHTAG -> new MessageEntityCashtag(offset, length);
            case UNDERLINE -> new MessageEntityUnderline(offset, length);
            case STRIKE -> new MessageEntityStrike(offset, length);
            case BANK_CARD -> new MessageEntityBankCard(offset, length);
            case SPOILER -> new MessageEntitySpoiler(offset, length);
            case CUSTOM_EMOJI -> new MessageEntityCustomEmoji(offset, length, numberOf(e));
            case BLOCKQUOTE -> new MessageEntityBlockquote(e.isCollapsed(), offset, length);
        };
    }

    private static long numberOf(Entity entity) {
        if (entity.number() == null) throw new IllegalStateException("a " + entity.kind() + " without its number");
        return entity.number();
    }

    private MessageEntities() {}
}
