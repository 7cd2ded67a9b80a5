package chappe.api.stickers;

import chappe.api.rpc.Routes;
import chappe.wire.messages.AllStickers;
import chappe.wire.messages.ArchivedStickers;
import chappe.wire.messages.FavedStickers;
import chappe.wire.messages.FeaturedStickers;
import chappe.wire.messages.FoundStickerSets;
import chappe.wire.messages.FoundStickers;
import chappe.wire.messages.GetAllStickers;
import chappe.wire.messages.GetArchivedStickers;
import chappe.wire.messages.GetEmojiStickers;
import chappe.wire.messages.GetFavedStickers;
import chappe.wire.messages.GetFeaturedEmojiStickers;
import chappe.wire.messages.GetFeaturedStickers;
import chappe.wire.messages.GetMaskStickers;
import chappe.wire.messages.GetMyStickers;
import chappe.wire.messages.GetOldFeaturedStickers;
import chappe.wire.messages.GetRecentStickers;
import chappe.wire.messages.GetSavedGifs;
import chappe.wire.messages.GetStickers;
import chappe.wire.messages.MyStickers;
import chappe.wire.messages.RecentStickers;
import chappe.wire.messages.SavedGifs;
import chappe.wire.messages.SearchEmojiStickerSets;
import chappe.wire.messages.SearchStickerSets;
import chappe.wire.messages.SearchStickers;
import chappe.wire.messages.Stickers;
import java.util.List;

/// Stickers and GIFs: nobody has any, none are offered, none are found.
///
/// [messages.getAllStickers](https://core.telegram.org/method/messages.getAllStickers) and its like.
public final class EmptyStickers {

    public void register(Routes on) {
        on.empty(GetAllStickers.class, (caller, ask) -> new AllStickers(0, List.of()));
        on.empty(GetMaskStickers.class, (caller, ask) -> new AllStickers(0, List.of()));
        on.empty(GetEmojiStickers.class, (caller, ask) -> new AllStickers(0, List.of()));
        on.empty(GetFeaturedStickers.class, (caller, ask) -> nothingFeatured());
        on.empty(GetFeaturedEmojiStickers.class, (caller, ask) -> nothingFeatured());
        on.empty(GetOldFeaturedStickers.class, (caller, ask) -> nothingFeatured());
        on.empty(GetRecentStickers.class, (caller, ask) -> new RecentStickers(0, List.of(), List.of(), List.of()));
        on.empty(GetFavedStickers.class, (caller, ask) -> new FavedStickers(0, List.of(), List.of()));
        on.empty(GetArchivedStickers.class, (caller, ask) -> new ArchivedStickers(0, List.of()));
        on.empty(GetMyStickers.class, (caller, ask) -> new MyStickers(0, List.of()));
        on.empty(GetStickers.class, (caller, ask) -> new Stickers(0, List.of()));
        on.empty(SearchStickerSets.class, (caller, ask) -> new FoundStickerSets(0, List.of()));
        on.empty(SearchEmojiStickerSets.class, (caller, ask) -> new FoundStickerSets(0, List.of()));
        on.empty(SearchStickers.class, (caller, ask) -> new FoundStickers.Builder(0, List.of()).build());
        on.empty(GetSavedGifs.class, (caller, ask) -> new SavedGifs(0, List.of()));
    }

    private static FeaturedStickers nothingFeatured() {
        return new FeaturedStickers.Builder(0, 0, List.of(), List.of()).build();
    }
}
