package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Authorization keys in memory, with a switch that makes the store unable to say.
final class MemoryAuthKeys implements AuthKeys {
    private final Map<AuthKeyId, AuthKey> keys = new ConcurrentHashMap<>();
    private volatile boolean isAway;

    void setAway(boolean isAway) {
        this.isAway = isAway;
    }

    AuthKey get(AuthKeyId id) {
        return Objects.requireNonNull(find(id));
    }

    @Override
    public @Nullable AuthKey find(AuthKeyId id) {
        fail();
        AuthKey key = keys.get(id);
        AuthKeyId boundTo = key == null ? null : key.boundTo();
        if (key == null || boundTo == null) return key;
        AuthKey permanent = keys.get(boundTo);
        return permanent == null ? null : withLayer(key, permanent.layer());
    }

    @Override
    public boolean add(AuthKey key) {
        fail();
        return keys.putIfAbsent(key.id(), key) == null;
    }

    @Override
    public void bind(AuthKeyId temp, AuthKeyId perm, Instant expires) {
        fail();
        keys.computeIfPresent(
                temp, (_, key) -> new AuthKey(key.id(), key.value(), key.dc(), expires, perm, key.layer()));
    }

    @Override
    public void rememberLayer(AuthKeyId perm, int layer) {
        fail();
        keys.computeIfPresent(perm, (_, key) -> withLayer(key, layer));
    }

    @Override
    public boolean destroy(AuthKeyId id) {
        fail();
        return keys.remove(id) != null;
    }

    private void fail() {
        if (isAway) throw new IllegalStateException("the store is away");
    }

    private static AuthKey withLayer(AuthKey key, int layer) {
        return new AuthKey(key.id(), key.value(), key.dc(), key.expires(), key.boundTo(), layer);
    }
}
