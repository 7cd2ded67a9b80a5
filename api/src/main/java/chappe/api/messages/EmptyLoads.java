package chappe.api.messages;

import chappe.api.present.Inputs;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Routes;
import chappe.wire.AttachMenuBots;
import chappe.wire.DefaultHistoryTTL;
import chappe.wire.Updates;
import chappe.wire.aicompose.GetTones;
import chappe.wire.aicompose.Tones;
import chappe.wire.bots.GetAdminedBots;
import chappe.wire.bots.GetPopularAppBots;
import chappe.wire.bots.PopularAppBots;
import chappe.wire.messages.EmojiGameUnavailable;
import chappe.wire.messages.GetAllDrafts;
import chappe.wire.messages.GetAttachMenuBots;
import chappe.wire.messages.GetDefaultHistoryTTL;
import chappe.wire.messages.GetDialogUnreadMarks;
import chappe.wire.messages.GetEmojiGameInfo;
import chappe.wire.messages.GetPinnedSavedDialogs;
import chappe.wire.messages.GetQuickReplies;
import chappe.wire.messages.GetSavedDialogs;
import chappe.wire.messages.GetScheduledHistory;
import chappe.wire.messages.GetSearchCounters;
import chappe.wire.messages.GetSuggestedDialogFilters;
import chappe.wire.messages.Messages;
import chappe.wire.messages.MessagesType;
import chappe.wire.messages.QuickReplies;
import chappe.wire.messages.SavedDialogs;
import chappe.wire.messages.SearchCounter;
import java.time.Clock;
import java.util.List;

/// What dialogs may have beside messages and is not built: folders that are suggested, marks, quick replies, sublists
/// of Saved Messages, scheduled messages, drafts, a history that deletes itself, mini apps, writing tones.
///
/// [messages.getQuickReplies](https://core.telegram.org/method/messages.getQuickReplies) and its like.
public final class EmptyLoads {
    private final Inputs inputs;
    private final Clock clock;

    public EmptyLoads(Inputs inputs, Clock clock) {
        this.inputs = inputs;
        this.clock = clock;
    }

    public void register(Routes on) {
        on.empty(GetSuggestedDialogFilters.class, (caller, ask) -> List.of());
        on.empty(GetDialogUnreadMarks.class, (caller, ask) -> List.of());
        on.empty(GetQuickReplies.class, (caller, ask) -> new QuickReplies(List.of(), List.of(), List.of(), List.of()));
        on.empty(GetAttachMenuBots.class, (caller, ask) -> new AttachMenuBots(0, List.of(), List.of()));
        on.empty(GetPopularAppBots.class, (caller, ask) -> new PopularAppBots.Builder(List.of()).build());
        on.empty(GetAdminedBots.class, (caller, ask) -> List.of());
        on.empty(GetSavedDialogs.class, (caller, ask) -> noSavedDialogs());
        on.empty(GetPinnedSavedDialogs.class, (caller, ask) -> noSavedDialogs());
        on.empty(
                GetAllDrafts.class,
                (caller, ask) -> new Updates(
                        List.of(), List.of(), List.of(), (int) clock.instant().getEpochSecond(), 0));
        on.empty(GetDefaultHistoryTTL.class, (caller, ask) -> new DefaultHistoryTTL(0));
        on.empty(GetEmojiGameInfo.class, (caller, ask) -> new EmojiGameUnavailable());
        on.empty(GetTones.class, (caller, ask) -> new Tones(0, List.of(), List.of()));
        on.empty(GetScheduledHistory.class, this::getScheduledHistory);
        on.empty(GetSearchCounters.class, this::getSearchCounters);
    }

    /// [messages.getScheduledHistory](https://core.telegram.org/method/messages.getScheduledHistory). Refuses with
    /// PEER_ID_INVALID.
    MessagesType getScheduledHistory(Caller caller, GetScheduledHistory ask) {
        inputs.person(caller.userId(), ask.peer());
        return new Messages(List.of(), List.of(), List.of(), List.of());
    }

    /// [messages.getSearchCounters](https://core.telegram.org/method/messages.getSearchCounters): one counter for each
    /// filter, marked as inexact, since nothing is counted yet. Refuses with PEER_ID_INVALID.
    List<SearchCounter> getSearchCounters(Caller caller, GetSearchCounters ask) {
        inputs.person(caller.userId(), ask.peer());
        return ask.filters().stream()
                .map(filter ->
                        new SearchCounter.Builder(filter, 0).inexact(true).build())
                .toList();
    }

    private static SavedDialogs noSavedDialogs() {
        return new SavedDialogs(List.of(), List.of(), List.of(), List.of());
    }
}
