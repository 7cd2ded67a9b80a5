package chappe.api.stickers;

import chappe.api.rpc.Routes;
import chappe.wire.EmojiKeywordsDifference;
import chappe.wire.EmojiList;
import chappe.wire.Updates;
import chappe.wire.messages.AvailableEffects;
import chappe.wire.messages.AvailableReactions;
import chappe.wire.messages.EmojiGroups;
import chappe.wire.messages.GetAvailableEffects;
import chappe.wire.messages.GetAvailableReactions;
import chappe.wire.messages.GetCustomEmojiDocuments;
import chappe.wire.messages.GetDefaultTagReactions;
import chappe.wire.messages.GetEmojiGroups;
import chappe.wire.messages.GetEmojiKeywords;
import chappe.wire.messages.GetEmojiKeywordsDifference;
import chappe.wire.messages.GetEmojiKeywordsLanguages;
import chappe.wire.messages.GetEmojiProfilePhotoGroups;
import chappe.wire.messages.GetEmojiStatusGroups;
import chappe.wire.messages.GetEmojiStickerGroups;
import chappe.wire.messages.GetPaidReactionPrivacy;
import chappe.wire.messages.GetRecentReactions;
import chappe.wire.messages.GetSavedReactionTags;
import chappe.wire.messages.GetTopReactions;
import chappe.wire.messages.Reactions;
import chappe.wire.messages.SavedReactionTags;
import chappe.wire.messages.SearchCustomEmoji;
import java.time.Clock;
import java.util.List;

/// Custom emoji, reactions, effects and the words that suggest emoji: there are none.
///
/// [messages.getAvailableReactions](https://core.telegram.org/method/messages.getAvailableReactions) and its like.
public final class EmptyEmoji {
    private final Clock clock;

    public EmptyEmoji(Clock clock) {
        this.clock = clock;
    }

    public void register(Routes on) {
        on.empty(GetEmojiGroups.class, (caller, ask) -> new EmojiGroups(0, List.of()));
        on.empty(GetEmojiStatusGroups.class, (caller, ask) -> new EmojiGroups(0, List.of()));
        on.empty(GetEmojiProfilePhotoGroups.class, (caller, ask) -> new EmojiGroups(0, List.of()));
        on.empty(GetEmojiStickerGroups.class, (caller, ask) -> new EmojiGroups(0, List.of()));
        on.empty(GetEmojiKeywords.class, (caller, ask) -> noKeywords(ask.langCode(), 0));
        on.empty(
                GetEmojiKeywordsDifference.class,
                (caller, ask) -> noKeywords(ask.langCode(), Math.max(ask.fromVersion(), 0)));
        on.empty(GetEmojiKeywordsLanguages.class, (caller, ask) -> List.of());
        on.empty(GetCustomEmojiDocuments.class, (caller, ask) -> List.of());
        on.empty(SearchCustomEmoji.class, (caller, ask) -> new EmojiList(0, List.of()));
        registerReactions(on);
    }

    private void registerReactions(Routes on) {
        on.empty(GetAvailableReactions.class, (caller, ask) -> new AvailableReactions(0, List.of()));
        on.empty(GetTopReactions.class, (caller, ask) -> new Reactions(0, List.of()));
        on.empty(GetRecentReactions.class, (caller, ask) -> new Reactions(0, List.of()));
        on.empty(GetDefaultTagReactions.class, (caller, ask) -> new Reactions(0, List.of()));
        on.empty(GetSavedReactionTags.class, (caller, ask) -> new SavedReactionTags(List.of(), 0));
        on.empty(GetAvailableEffects.class, (caller, ask) -> new AvailableEffects(0, List.of(), List.of()));
        on.empty(GetPaidReactionPrivacy.class, (caller, ask) -> new Updates(List.of(), List.of(), List.of(), now(), 0));
    }

    private static EmojiKeywordsDifference noKeywords(String langCode, int version) {
        return new EmojiKeywordsDifference(langCode, version, version, List.of());
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }
}
