package chappe.api.rpc;

import chappe.core.Limits;
import chappe.core.RpcError;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How often each caller may call the methods of each [Limit]: one bucket a caller and class. Thread-safe.
///
/// Buckets live on this node only: in a cluster a caller has one for each node it reaches, which is as it should be for
/// limits that protect the node. Limits that protect somebody (a phone, an address) are the domain's and are stored.
final class CallRates {
    private final Map<Limit, Limit.Rate> rates;
    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(Limits.CALL_BUCKET_KEPT)
            .maximumSize(Limits.CALL_BUCKETS_MAX)
            .build();

    CallRates(Map<Limit, Limit.Rate> rates) {
        this.rates = Map.copyOf(rates);
    }

    /// Takes one call from the caller's bucket, or refuses with FLOOD_WAIT_X and the true remaining time.
    void take(Caller caller, Limit limit) {
        ConsumptionProbe probe =
                buckets.get(Key.of(caller, limit), key -> bucket(limit)).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) return;
        long seconds =
                TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + TimeUnit.SECONDS.toNanos(1) - 1);
        throw RpcError.FLOOD_WAIT_X.refuse((int) Math.max(1, seconds));
    }

    private Bucket bucket(Limit limit) {
        Limit.Rate rate = rates.getOrDefault(limit, limit.rate());
        return Bucket.builder()
                .addLimit(band -> band.capacity(rate.burst()).refillGreedy(rate.burst(), rate.period()))
                .build();
    }

    private record Key(boolean isUser, long id, Limit limit) {
        static Key of(Caller caller, Limit limit) {
            return caller.loggedIn() == null
                    ? new Key(false, caller.authKeyId().value(), limit)
                    : new Key(true, caller.userId().value(), limit);
        }
    }
}
