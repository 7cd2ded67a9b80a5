package chappe.server.delivery;

import chappe.domain.account.CodeProvider;
import chappe.domain.account.DeliveryFault;
import chappe.domain.account.Phone;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Several providers as one: each code goes to the healthiest that will take it.
///
/// The order of asking is drawn anew for each code, weighted by how reliably and quickly each provider has taken codes
/// lately: so most go to the best, and the others are looked at often enough to notice when they recover. One that
/// fails hands over to the next within the same call; one that keeps failing is left alone for a while and then
/// tried with a single code (the circuit breaker in [Route]). A phone whose last code went by one provider gets its
/// next by another, where there is one: perhaps it never came.
///
/// Within one call all providers are given the same code, so that whichever arrives serves. Thread-safe.
public final class CodeRouting implements CodeProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final int PHONES_MAX = 100_000;

    private final List<Route> routes;
    private final Clock clock;
    private final RandomGenerator random;

    /// Who took the last code of a phone.
    private final Cache<Phone, Route> last;

    /// @param providers by the names that metrics and the log call them by
    public CodeRouting(Map<String, CodeProvider> providers, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this.routes = providers.entrySet().stream()
                .map(each -> new Route(each.getKey(), each.getValue(), clock, meters))
                .toList();
        this.clock = clock;
        this.random = random;
        this.last = Caffeine.newBuilder()
                .maximumSize(PHONES_MAX)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    @Override
    public void deliver(Phone phone, String code) {
        boolean mayArrive = false;
        Instant end = clock.instant().plus(PATIENCE);
        for (Route route : order(phone)) {
            if (clock.instant().isAfter(end)) break;
            switch (route.hand(phone, code)) {
                case TAKEN -> {
                    last.put(phone, route);
                    return;
                }
                case UNANSWERED -> mayArrive = true;
                case REFUSED, RESTING -> {} // the next one
            }
        }
        throw new DeliveryFault("no provider took the code", mayArrive);
    }

    @Override
    public void reportMissing(Phone phone) {
        Route route = last.asMap().remove(phone); // so that one code counts once
        if (route != null) route.missed();
    }

    /// Draws without putting back: of independent draws u, u^(1/weight) sorts them so
    /// ([Efraimidis and Spirakis](https://doi.org/10.1016/j.ipl.2005.11.003)).
    private List<Route> order(Phone phone) {
        Map<Route, Double> drawn = routes.stream()
                .collect(Collectors.toMap(route -> route, route -> Math.log(random.nextDouble()) / route.weight()));
        List<Route> order = new ArrayList<>(routes);
        order.sort(Comparator.comparing((Route route) -> drawn.getOrDefault(route, 0.0))
                .reversed());
        Route before = last.getIfPresent(phone);
        if (before != null && order.remove(before)) order.add(before);
        return order;
    }
}
