package chappe.api.account;

import chappe.api.rpc.Routes;
import chappe.wire.EmojiList;
import chappe.wire.account.ChatThemes;
import chappe.wire.account.EmojiStatuses;
import chappe.wire.account.GetChannelDefaultEmojiStatuses;
import chappe.wire.account.GetChannelRestrictedStatusEmojis;
import chappe.wire.account.GetChatThemes;
import chappe.wire.account.GetCollectibleEmojiStatuses;
import chappe.wire.account.GetDefaultBackgroundEmojis;
import chappe.wire.account.GetDefaultEmojiStatuses;
import chappe.wire.account.GetDefaultGroupPhotoEmojis;
import chappe.wire.account.GetDefaultProfilePhotoEmojis;
import chappe.wire.account.GetRecentEmojiStatuses;
import chappe.wire.account.GetSavedRingtones;
import chappe.wire.account.GetThemes;
import chappe.wire.account.GetUniqueGiftChatThemes;
import chappe.wire.account.GetWallPapers;
import chappe.wire.account.SavedRingtones;
import chappe.wire.account.Themes;
import chappe.wire.account.WallPapers;
import java.util.List;

/// How accounts and chats may look beside names and texts: themes, wallpapers, emoji as status or photo, sounds. None
/// of it is built.
///
/// [account.getThemes](https://core.telegram.org/method/account.getThemes) and its like.
public final class EmptyAppearance {

    public void register(Routes on) {
        on.empty(GetThemes.class, (caller, ask) -> new Themes(0, List.of()));
        on.empty(GetChatThemes.class, (caller, ask) -> new Themes(0, List.of()));
        on.empty(
                GetUniqueGiftChatThemes.class,
                (caller, ask) -> new ChatThemes.Builder(0, List.of(), List.of(), List.of()).build());
        on.empty(GetWallPapers.class, (caller, ask) -> new WallPapers(0, List.of()));
        on.empty(GetDefaultEmojiStatuses.class, (caller, ask) -> noStatuses());
        on.empty(GetRecentEmojiStatuses.class, (caller, ask) -> noStatuses());
        on.empty(GetChannelDefaultEmojiStatuses.class, (caller, ask) -> noStatuses());
        on.empty(GetCollectibleEmojiStatuses.class, (caller, ask) -> noStatuses());
        on.empty(GetDefaultProfilePhotoEmojis.class, (caller, ask) -> noEmojis());
        on.empty(GetDefaultGroupPhotoEmojis.class, (caller, ask) -> noEmojis());
        on.empty(GetDefaultBackgroundEmojis.class, (caller, ask) -> noEmojis());
        on.empty(GetChannelRestrictedStatusEmojis.class, (caller, ask) -> noEmojis());
        on.empty(GetSavedRingtones.class, (caller, ask) -> new SavedRingtones(0, List.of()));
    }

    private static EmojiStatuses noStatuses() {
        return new EmojiStatuses(0, List.of());
    }

    private static EmojiList noEmojis() {
        return new EmojiList(0, List.of());
    }
}
