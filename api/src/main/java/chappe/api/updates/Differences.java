package chappe.api.updates;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.AuthKeyId;
import chappe.domain.box.Event;
import chappe.domain.box.Peer;
import chappe.domain.box.UpdateLog;
import chappe.domain.box.UpdateLog.Batch;
import chappe.domain.box.UpdateLog.Entry;
import chappe.wire.MessageType;
import chappe.wire.Update;
import chappe.wire.updates.Difference;
import chappe.wire.updates.DifferenceEmpty;
import chappe.wire.updates.DifferenceSlice;
import chappe.wire.updates.DifferenceType;
import chappe.wire.updates.GetDifference;
import chappe.wire.updates.GetState;
import chappe.wire.updates.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The methods by which a client learns where its box stands and what it missed.
///
/// Holds no state. `seq` is 0 throughout: pushes are unordered containers, ordered by the pts inside.
public final class Differences {
    private final UpdateLog updateLog;
    private final UpdateSources sources;
    private final Clock clock;

    public Differences(UpdateLog updateLog, UpdateSources sources, Clock clock) {
        this.updateLog = updateLog;
        this.sources = sources;
        this.clock = clock;
    }

    public void register(Routes on) {
        on.user(GetState.class, Limit.READ, this::getState);
        on.user(GetDifference.class, Limit.READ, this::getDifference);
    }

    /// [updates.getState](https://core.telegram.org/method/updates.getState)
    State getState(Caller caller, GetState ask) {
        var state = updateLog.state(caller.userId());
        return new State(state.pts(), 0, now(), 0, state.unreadCount());
    }

    /// [updates.getDifference](https://core.telegram.org/method/updates.getDifference): in slices of bounded
    /// size, for however long a gap; `differenceTooLong` is never given (Telegram Desktop cannot take it).
    ///
    /// `pts_limit`, `pts_total_limit` and `qts_limit` would only make slices smaller and are not needed;
    /// `date` may be anything. Refuses with PERSISTENT_TIMESTAMP_EMPTY, PERSISTENT_TIMESTAMP_INVALID.
    DifferenceType getDifference(Caller caller, GetDifference ask) {
        Batch batch = updateLog.difference(caller.userId(), ask.pts(), ask.date());
        List<Entry> entries = batch.entries().stream()
                .filter(each -> !isOfItself(each, caller.authKeyId()))
                .toList();
        if (entries.isEmpty() && batch.state().pts() == ask.pts()) return new DifferenceEmpty(now(), 0);
        var present = new PresentUpdates(sources, caller.userId());
        List<MessageType> newMessages = new ArrayList<>();
        List<Update> otherUpdates = new ArrayList<>();
        split(entries, present, newMessages, otherUpdates);
        var users = sources.people().users(caller.userId(), present.mentioned());
        int unread = batch.state().unreadCount();
        if (batch.isWhole()) {
            var state = new State(batch.state().pts(), 0, now(), 0, unread);
            return new Difference(newMessages, List.of(), otherUpdates, List.of(), users, state);
        }
        var state = new State(batch.end().pts(), 0, batch.entries().getLast().date(), 0, unread);
        return new DifferenceSlice(newMessages, List.of(), otherUpdates, List.of(), users, state);
    }

    /// A login is news to the owner's other ones only.
    private static boolean isOfItself(Entry entry, AuthKeyId own) {
        return entry.event() instanceof Event.NewAuthorization && own.equals(entry.by());
    }

    /// New messages travel before all other updates. A read mark that stood between them says how many were unread
    /// then; those that came after it are counted in, since the client has them by the time it reads the mark.
    private static void split(
            List<Entry> entries, PresentUpdates present, List<MessageType> newMessages, List<Update> otherUpdates) {
        Map<Peer, Integer> laterIncoming = new HashMap<>();
        for (Entry entry : entries.reversed()) {
            switch (entry.event()) {
                case Event.NewMessage(var message) -> {
                    newMessages.addFirst(present.messages().message(message));
                    if (message.name() != null) laterIncoming.merge(Peer.of(message.peer()), 1, Integer::sum);
                }
                case Event.ReadInbox read -> {
                    int unread = read.stillUnreadCount() + laterIncoming.getOrDefault(read.peer(), 0);
                    int ptsCount = entry.ptsCount() == null ? 0 : entry.ptsCount();
                    otherUpdates.addFirst(
                            present.readInbox(read, unread, entry.position().pts(), ptsCount));
                }
                default -> otherUpdates.addFirst(present.update(entry));
            }
        }
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }
}
