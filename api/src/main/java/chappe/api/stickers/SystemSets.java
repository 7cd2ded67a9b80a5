package chappe.api.stickers;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.wire.InputStickerSetAnimatedEmoji;
import chappe.wire.InputStickerSetAnimatedEmojiAnimations;
import chappe.wire.InputStickerSetDice;
import chappe.wire.InputStickerSetEmojiChannelDefaultStatuses;
import chappe.wire.InputStickerSetEmojiDefaultStatuses;
import chappe.wire.InputStickerSetEmojiDefaultTopicIcons;
import chappe.wire.InputStickerSetEmojiGenericAnimations;
import chappe.wire.InputStickerSetEmpty;
import chappe.wire.InputStickerSetID;
import chappe.wire.InputStickerSetPremiumGifts;
import chappe.wire.InputStickerSetShortName;
import chappe.wire.InputStickerSetTonGifts;
import chappe.wire.messages.GetStickerSet;
import chappe.wire.messages.StickerSet;
import chappe.wire.messages.StickerSetType;
import java.util.List;

/// The sticker sets that a server is asked for by their use: animated emoji, dice, statuses. Here each of them exists
/// and is empty; a set that is asked for by id or name does not exist.
public final class SystemSets {

    public void register(Routes on) {
        on.empty(GetStickerSet.class, this::getStickerSet);
    }

    /// [messages.getStickerSet](https://core.telegram.org/method/messages.getStickerSet)
    ///
    /// Refuses with STICKERSET_INVALID, and for a dice without an emoji with EMOTICON_STICKERPACK_MISSING.
    StickerSetType getStickerSet(Caller caller, GetStickerSet ask) {
        return switch (ask.stickerset()) {
            case InputStickerSetEmpty _ -> throw RpcError.STICKERSET_INVALID.refuse();
            case InputStickerSetID _ -> throw RpcError.STICKERSET_INVALID.refuse();
            case InputStickerSetShortName _ -> throw RpcError.STICKERSET_INVALID.refuse();
            case InputStickerSetDice(String emoticon) -> dice(emoticon);
            case InputStickerSetAnimatedEmoji _ -> emptySet(1, "AnimatedEmojies", true);
            case InputStickerSetAnimatedEmojiAnimations _ -> emptySet(2, "EmojiAnimations", false);
            case InputStickerSetEmojiGenericAnimations _ -> emptySet(3, "EmojiGenericAnimations", false);
            case InputStickerSetEmojiDefaultStatuses _ -> emptySet(4, "StatusEmoji", true);
            case InputStickerSetEmojiDefaultTopicIcons _ -> emptySet(5, "Topics", true);
            case InputStickerSetEmojiChannelDefaultStatuses _ -> emptySet(6, "StatusEmojiChannel", true);
            case InputStickerSetPremiumGifts _ -> emptySet(7, "GiftsPremium", false);
            case InputStickerSetTonGifts _ -> emptySet(8, "GiftsTon", false);
        };
    }

    /// Each emoji has a set of its own: clients keep sets by id.
    private static StickerSet dice(String emoticon) {
        if (emoticon.isEmpty() || emoticon.length() > Limits.EMOTICON_LENGTH_MAX) {
            throw RpcError.EMOTICON_STICKERPACK_MISSING.refuse();
        }
        int number = emoticon.hashCode() & 0xffffff;
        return emptySet(0x1000000 + number, "Dice" + Integer.toHexString(number), false);
    }

    /// Clients refuse a set without a name and keep it by its id, so each has its own.
    private static StickerSet emptySet(int id, String shortName, boolean isEmoji) {
        var set = new chappe.wire.StickerSet.Builder(id, id, shortName, shortName, 0, 0)
                .official(true)
                .emojis(isEmoji)
                .build();
        return new StickerSet(set, List.of(), List.of(), List.of());
    }
}
