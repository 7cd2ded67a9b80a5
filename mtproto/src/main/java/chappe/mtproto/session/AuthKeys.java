package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where authorization keys live. `server` joins it to the store; blocking, thread-safe, durable on return.
public interface AuthKeys {

    /// @return null when the key is unknown, destroyed or expired
    /// @throws RuntimeException when the store cannot say: the caller answers "try later" (−429), never −404
    @Nullable
    AuthKey find(AuthKeyId id);

    /// Stores a new key.
    ///
    /// @return false when another key has that id: the handshake then answers dh_gen_retry
    boolean add(AuthKey key);

    /// Binds a temporary key to a permanent one ([PFS](https://core.telegram.org/api/pfs)); a repeat replaces
    /// the binding.
    void bind(AuthKeyId temp, AuthKeyId perm, Instant expires);

    /// The layer belongs to the key: set by invokeWithLayer, kept for sessions that never repeat it.
    void rememberLayer(AuthKeyId perm, int layer);

    /// @return false when there was no such key
    boolean destroy(AuthKeyId id);

    /// One key. `value` is 256 secret bytes: never logged, not copied, no part of toString.
    ///
    /// @param expires for temporary keys only
    /// @param boundTo the permanent key, once a temporary one is bound
    /// @param layer the last layer named under this key (for a bound temporary key: under its permanent one); 0
    /// when none
    record AuthKey(
            AuthKeyId id,
            byte[] value,
            int dc,
            @Nullable Instant expires,
            @Nullable AuthKeyId boundTo,
            int layer) {

        public boolean isTemporary() {
            return expires != null;
        }

        @Override
        public String toString() {
            return "AuthKey[" + Long.toHexString(id.value()) + "]";
        }
    }
}
