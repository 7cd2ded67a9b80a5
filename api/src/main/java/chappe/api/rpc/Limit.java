package chappe.api.rpc;

import java.time.Duration;

/// The classes of calls that share a rate limit. Each method names its class where it is registered; the settings may
/// give a class another [Rate].
public enum Limit {
    /// Cheap reads and start-up loads: a client's start makes about 90.
    READ(3_000, Duration.ofMinutes(1)),
    /// New messages: a burst of forwards is ordinary, a flood is not.
    SEND(1_200, Duration.ofMinutes(1)),
    /// Small changes: read marks, typing, online status.
    CHANGE(3_000, Duration.ofMinutes(1)),
    /// Log-in steps; the domain has stricter limits for each phone and address.
    LOGIN(60, Duration.ofMinutes(1)),
    /// Address books and searches.
    HEAVY(300, Duration.ofMinutes(1));

    private final long burst;
    private final Duration period;

    Limit(long burst, Duration period) {
        this.burst = burst;
        this.period = period;
    }

    public Rate rate() {
        return new Rate(burst, period);
    }

    /// A bucket of `burst` calls that fills again evenly within `period`.
    public record Rate(long burst, Duration period) {
        public Rate {
            if (burst < 1 || !period.isPositive()) throw new IllegalArgumentException("a rate lets something through");
        }
    }
}
