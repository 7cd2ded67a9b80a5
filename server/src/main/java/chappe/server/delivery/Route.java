package chappe.server.delivery;

import chappe.domain.account.CodeProvider;
import chappe.domain.account.DeliveryFault;
import chappe.domain.account.Phone;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One provider, how it has done lately, and the breaker that leaves it alone while it keeps failing.
///
/// The breaker opens when half of the last 20 codes failed or took very long (5 at least), stays open for half a
/// minute, and then lets one code through to see. Thread-safe.
final class Route {
    private static final Logger LOG = LoggerFactory.getLogger(Route.class);
    private static final int WINDOW = 20;
    private static final int CALLS_MIN = 5;
    private static final float FAILING_PERCENT = 50;
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofSeconds(30);

    /// How much the newest code counts against all before it.
    private static final double NEWEST = 0.1;

    /// What is added to each latency, so that two fast providers share the codes.
    private static final double LATENCY_FLOOR_S = 0.25;

    private static final double WEIGHT_MIN = 0.01;

    private final String name;
    private final CodeProvider provider;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private final Map<Outcome, Counter> counts = new EnumMap<>(Outcome.class);
    private final Timer timer;

    /// Guarded by this object, as the next.
    private double taken = 1;

    private double latencyS;

    /// What came of handing a code to a provider.
    enum Outcome {
        TAKEN,
        REFUSED,
        /// It had the code and did not answer: it may arrive all the same.
        UNANSWERED,
        /// The breaker is open; the provider was not asked.
        RESTING
    }

    Route(String name, CodeProvider provider, Clock clock, MeterRegistry meters) {
        this.name = name;
        this.provider = provider;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(name, breaking(clock));
        for (Outcome outcome : Outcome.values()) {
            String text = outcome.name().toLowerCase(Locale.ROOT);
            counts.put(outcome, meters.counter("chappe.codes", "provider", name, "outcome", text));
        }
        this.timer =
                Timer.builder("chappe.codes.delivery").tag("provider", name).register(meters);
        Gauge.builder("chappe.codes.health", this, Route::health)
                .description("share of codes taken lately; 0 while the provider is left alone")
                .tag("provider", name)
                .register(meters);
    }

    Outcome hand(Phone phone, String code) {
        Outcome outcome = breaker.tryAcquirePermission() ? asked(phone, code) : Outcome.RESTING;
        Counter count = counts.get(outcome);
        if (count != null) count.increment();
        return outcome;
    }

    /// How much of the codes should go here: the square of the share taken, so that failing weighs more than being
    /// slow, by the time that taking takes.
    synchronized double weight() {
        return Math.max(WEIGHT_MIN, taken * taken / (LATENCY_FLOOR_S + latencyS));
    }

    /// Somebody says that a code that was taken has not come.
    synchronized void missed() {
        taken *= 1 - NEWEST;
    }

    private Outcome asked(Phone phone, String code) {
        Instant start = clock.instant();
        boolean isSettled = false;
        try {
            provider.deliver(phone, code);
            Duration took = Duration.between(start, clock.instant());
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
            isSettled = true;
            learn(1, took);
            return Outcome.TAKEN;
        } catch (UncheckedIOException failed) {
            Duration took = Duration.between(start, clock.instant());
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, failed);
            isSettled = true;
            learn(0, took);
            LOG.warn("provider={} state={} a code was not taken: {}", name, breaker.getState(), failed.getMessage());
            return failed instanceof DeliveryFault fault && fault.mayArrive() ? Outcome.UNANSWERED : Outcome.REFUSED;
        } finally {
            if (!isSettled) breaker.releasePermission(); // a bug must not use the half-open breaker's one probe up
        }
    }

    private void learn(double outcome, Duration took) {
        timer.record(took);
        synchronized (this) {
            taken += NEWEST * (outcome - taken);
            latencyS += NEWEST * (took.toMillis() / 1000.0 - latencyS);
        }
    }

    private double health() {
        if (breaker.getState() == CircuitBreaker.State.OPEN) return 0;
        synchronized (this) {
            return taken;
        }
    }

    private static CircuitBreakerConfig breaking(Clock clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(CALLS_MIN)
                .failureRateThreshold(FAILING_PERCENT)
                .slowCallDurationThreshold(SLOW)
                .slowCallRateThreshold(FAILING_PERCENT)
                .waitDurationInOpenState(REST)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build();
    }
}
