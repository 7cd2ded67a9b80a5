package chappe.api.rpc;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.UserId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who is logged in under which key, cached for at most ten seconds (rule R10) and forgotten at once when the key's
/// partition changes on this node. "Nobody" is never cached: a log-in counts from its commit.
public final class Logins {
    private final Function<AuthKeyId, @Nullable UserId> stored;
    private final Cache<AuthKeyId, UserId> cached;

    public Logins(Function<AuthKeyId, @Nullable UserId> stored) {
        this(stored, Ticker.systemTicker());
    }

    Logins(Function<AuthKeyId, @Nullable UserId> stored, Ticker ticker) {
        this.stored = stored;
        this.cached = Caffeine.newBuilder()
                .expireAfterWrite(Limits.LOGIN_CACHED)
                .maximumSize(Limits.LOGINS_CACHED_MAX)
                .ticker(ticker)
                .build();
    }

    public @Nullable UserId find(AuthKeyId key) {
        UserId known = cached.getIfPresent(key);
        return known != null ? known : cached.get(key, this::read);
    }

    public void forget(AuthKeyId key) {
        cached.invalidate(key);
    }

    @SuppressWarnings("NullAway") // Caffeine stores nothing where the function gives null, and says so in its contract.
    private UserId read(AuthKeyId key) {
        return stored.apply(key);
    }
}
