package chappe.api.rpc;

import java.time.Duration;

/// How often one caller (user, else key) may call the methods of a class: a bucket that holds `burst` calls and fills
/// again within `period`. What is over it gets FLOOD_WAIT_X with the true remaining time.
public enum Limit {
    /// Cheap reads and start-up loads.
    READ(3_000, Duration.ofMinutes(1)),
    /// New messages: bursts of forwards are ordinary, a flood is not.
    SEND(6_000, Duration.ofMinutes(1)),
    /// Small changes: read marks, typing, drafts.
    CHANGE(3_000, Duration.ofMinutes(1)),
    /// Log-in steps; the domain has stricter limits for each phone and address.
    LOGIN(60, Duration.ofMinutes(1)),
    /// Address books and searches.
    HEAVY(300, Duration.ofMinutes(1));

    private final int burst;
    private final Duration period;

    Limit(int burst, Duration period) {
        this.burst = burst;
        this.period = period;
    }

    public int burst() {
        return burst;
    }

    public Duration period() {
        return period;
    }
}
