package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.domain.account.Budget.Reservation;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The pace at which the whole server sends codes, and the queue of those who came when it was spent.
///
/// A phone that must wait gets a turn of its own, and FLOOD_WAIT_X names it: who asks again then is served, so that
/// a flood is worked off in the order of its coming instead of by luck, and nobody is told a time that is not true.
/// Turns that nobody takes up lapse. In memory only: what a restart forgives is a queue of minutes. Guarded by
/// itself.
final class CodeQueue {
    private final Clock clock;
    private final CodePolicy.Pace pace;

    /// When each phone's turn comes; the order of entry is the order of turns.
    private final Map<Phone, Long> turns = new LinkedHashMap<>();

    private long secondUntilMs;
    private long minuteUntilMs;

    CodeQueue(Clock clock, CodePolicy.Pace pace) {
        this.clock = clock;
        this.pace = pace;
    }

    /// Whether the phone had a turn and it has come; it is used up. Refuses with FLOOD_WAIT_X where it comes later.
    synchronized boolean takesItsTurn(Phone phone) {
        Instant now = clock.instant();
        forgetLapsed(now);
        Long due = turns.get(phone);
        if (due == null) return false;
        refuseBefore(due, now);
        turns.remove(phone);
        return true;
    }

    /// Lets the phone through, or gives it a turn and refuses with FLOOD_WAIT_X.
    synchronized void enter(Phone phone) {
        Instant now = clock.instant();
        Reservation second = pace.perSecond().reserve(secondUntilMs, now);
        Reservation minute = pace.perMinute().reserve(minuteUntilMs, now);
        long due = Math.max(second.dueMs(), minute.dueMs());
        boolean isFull = turns.size() >= Limits.CODE_TURNS_MAX
                || due - now.toEpochMilli() > Limits.CODE_TURN_AHEAD_MAX.toMillis();
        if (isFull) refuseBefore(due, now);
        secondUntilMs = second.untilMs();
        minuteUntilMs = minute.untilMs();
        if (due > now.toEpochMilli()) turns.put(phone, due);
        refuseBefore(due, now);
    }

    private void forgetLapsed(Instant now) {
        long lapsed = now.minus(Limits.CODE_TURN_KEPT).toEpochMilli();
        Iterator<Long> dues = turns.values().iterator();
        while (dues.hasNext() && dues.next() < lapsed) dues.remove();
    }

    private static void refuseBefore(long dueMs, Instant now) {
        long waitMs = dueMs - now.toEpochMilli();
        if (waitMs > 0) throw RpcError.FLOOD_WAIT_X.refuse((int) Math.ceilDiv(waitMs, 1000L));
    }
}
