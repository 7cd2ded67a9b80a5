package chappe.domain.account;

import chappe.core.UserId;
import java.nio.ByteBuffer;

/// What a user must show to name another one: a number that the server once gave to this very user.
///
/// See [access_hash](https://core.telegram.org/api/peers#access-hash). It derives from the server's secret,
/// so that nothing is stored, ids alone open nothing, and what one user was given does not serve another.
public final class AccessHashes {
    private final ServerSecret secret;

    public AccessHashes(ServerSecret secret) {
        this.secret = secret;
    }

    public long of(UserId viewer, UserId target) {
        byte[] pair = ByteBuffer.allocate(16)
                .putLong(viewer.value())
                .putLong(target.value())
                .array();
        return ByteBuffer.wrap(secret.mac("access_hash user", pair)).getLong();
    }

    /// Compared as one word: its time says nothing of how many bits were right.
    public boolean isValid(UserId viewer, UserId target, long accessHash) {
        return (of(viewer, target) ^ accessHash) == 0;
    }
}
