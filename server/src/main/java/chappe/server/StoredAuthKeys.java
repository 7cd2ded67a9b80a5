package chappe.server;

import chappe.core.AuthKeyId;
import chappe.domain.account.AuthKeyRing;
import chappe.domain.account.AuthKeyRing.StoredKey;
import chappe.mtproto.session.AuthKeys;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Joins the sessions to the key ring of the accounts. Immutable.
final class StoredAuthKeys implements AuthKeys {
    private final AuthKeyRing ring;

    StoredAuthKeys(AuthKeyRing ring) {
        this.ring = ring;
    }

    @Override
    public @Nullable AuthKey find(AuthKeyId id) {
        StoredKey key = ring.find(id);
        return key == null
                ? null
                : new AuthKey(key.id(), key.value(), key.dc(), key.expires(), key.boundTo(), key.layer());
    }

    @Override
    public boolean add(AuthKey key) {
        return ring.add(key.id(), key.value(), key.dc(), key.expires());
    }

    @Override
    public void bind(AuthKeyId temp, AuthKeyId perm, Instant expires) {
        ring.bind(temp, perm, expires);
    }

    @Override
    public void rememberLayer(AuthKeyId perm, int layer) {
        ring.rememberLayer(perm, layer);
    }

    @Override
    public boolean destroy(AuthKeyId id) {
        return ring.destroy(id);
    }
}
