package chappe.domain.account;

import java.time.Duration;
import java.time.Instant;

/// How often something may happen: `burst` times at once, and as many again within `period`.
///
/// What has been spent is one number, the instant until which the budget is not whole again (the generic cell
/// rate algorithm), so that it is stored in a row of eight bytes and a whole budget needs no row.
public record Budget(int burst, Duration period) {

    public Budget {
        if (burst <= 0 || period.toMillis() < burst)
            throw new IllegalArgumentException("no budget: " + burst + " in " + period);
    }

    /// Takes `cost` at `now` from a budget that is whole at `untilMs` (0: it is).
    public Spending spend(long untilMs, Instant now, int cost) {
        long nowMs = now.toEpochMilli();
        long spentUntilMs = Math.max(untilMs, nowMs) + cost * periodMs() / burst;
        long overMs = spentUntilMs - nowMs - periodMs();
        return overMs > 0 ? new Spending(untilMs, seconds(overMs)) : new Spending(spentUntilMs, 0);
    }

    /// Takes one back that was not used after all.
    long refunded(long untilMs) {
        return untilMs - periodMs() / burst;
    }

    /// Takes one when it is there, now or later: says when.
    Reservation reserve(long untilMs, Instant now) {
        long nowMs = now.toEpochMilli();
        long spentUntilMs = Math.max(untilMs, nowMs) + periodMs() / burst;
        return new Reservation(spentUntilMs, Math.max(nowMs, spentUntilMs - periodMs()));
    }

    /// How much may be taken at `now`.
    public int left(long untilMs, Instant now) {
        long spentMs = Math.max(0, untilMs - now.toEpochMilli());
        return (int) Math.max(0, (periodMs() - spentMs) * burst / periodMs());
    }

    private long periodMs() {
        return period.toMillis();
    }

    private static int seconds(long ms) {
        return (int) Math.ceilDiv(ms, 1000L);
    }

    /// @param untilMs what to store
    /// @param dueMs when it may be used
    record Reservation(long untilMs, long dueMs) {}

    /// What came of it.
    ///
    /// @param untilMs what to store; unchanged where nothing was taken
    /// @param waitSeconds 0 when it was taken, else the time after which it can be
    public record Spending(long untilMs, int waitSeconds) {
        public boolean isTaken() {
            return waitSeconds == 0;
        }
    }
}
