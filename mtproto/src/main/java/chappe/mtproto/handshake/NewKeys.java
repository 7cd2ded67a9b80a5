package chappe.mtproto.handshake;

import chappe.core.AuthKeyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a key exchange leaves the key it made. `session` joins it to where keys live; blocking, durable on return.
public interface NewKeys {

    /// Stores a key before its client hears of it.
    ///
    /// @return false when another key has that id: the exchange then goes another round
    /// @throws RuntimeException when the store cannot say
    boolean add(NewKey key);

    /// A key that was just agreed upon. `value` is 256 secret bytes: never logged, not copied, no part of toString.
    ///
    /// @param dc the DC that the client believes it talks to, 1..5
    /// @param expires for temporary keys only
    record NewKey(
            AuthKeyId id, byte[] value, int dc, @Nullable Instant expires) {

        @Override
        public String toString() {
            return "NewKey[" + Long.toHexString(id.value()) + "]";
        }
    }
}
