package chappe.domain.box;

import chappe.core.RpcError;
import chappe.store.record.BoxEntity;
import org.jspecify.annotations.Nullable;

/// The styling of a part of a text, in UTF-16 code units
/// ([styled text](https://core.telegram.org/api/entities)).
///
/// @param text the URL of a `TEXT_URL`, the language of a `PRE`
/// @param number the user of a `MENTION_NAME`, the document of a `CUSTOM_EMOJI`
/// @param isCollapsed of a `BLOCKQUOTE`
public record Entity(
        Kind kind,
        int offset,
        int length,
        @Nullable String text,
        @Nullable Long number,
        boolean isCollapsed) {

    /// A styling without a parameter.
    public Entity(Kind kind, int offset, int length) {
        this(kind, offset, length, null, null, false);
    }

    public Entity {
        if (offset < 0 || length <= 0) throw RpcError.ENTITY_BOUNDS_INVALID.refuse();
    }

    public static Entity of(BoxEntity stored) {
        return new Entity(
                Kind.of(stored.kind()),
                stored.offset(),
                stored.length(),
                stored.text(),
                stored.number(),
                stored.isCollapsed());
    }

    BoxEntity stored() {
        return new BoxEntity(isCollapsed, kind.code, offset, length, text, number);
    }

    int end() {
        return offset + length;
    }

    Entity between(int from, int to) {
        return new Entity(kind, from, to - from, text, number, isCollapsed);
    }

    /// The stylings. A code is part of stored messages and never changes its meaning.
    public enum Kind {
        MENTION(1),
        HASHTAG(2),
        BOT_COMMAND(3),
        URL(4),
        EMAIL(5),
        BOLD(6),
        ITALIC(7),
        CODE(8),
        PRE(9),
        TEXT_URL(10),
        MENTION_NAME(11),
        PHONE(12),
        CASHTAG(13),
        UNDERLINE(14),
        STRIKE(15),
        BANK_CARD(16),
        SPOILER(17),
        CUSTOM_EMOJI(18),
        BLOCKQUOTE(19);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        private static Kind of(int code) {
            for (Kind kind : values()) if (kind.code == code) return kind;
            throw new IllegalArgumentException("no kind of entity: " + code);
        }
    }
}
