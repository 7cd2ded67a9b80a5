package chappe.domain.account;

import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.record.AccountPasswordReset;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// How a session that is logged in removes a forgotten password: a week after it asked, unless somebody declines
/// ([password reset](https://core.telegram.org/api/srp#password-reset)).
///
/// From that moment on the password no longer counts, whether or not anybody asks again.
public final class PasswordResets {
    private final Store store;
    private final Clock clock;
    private final StoredPasswords stored;

    PasswordResets(Store store, Clock clock, StoredPasswords stored) {
        this.store = store;
        this.clock = clock;
        this.stored = stored;
    }

    /// Asks for the reset, or ends one whose time has come. Refuses with PASSWORD_EMPTY.
    public Reset reset(UserId user) {
        return store.write(Partition.account(user), change -> {
            AccountPasswordReset row = Rows.PASSWORD_RESET.find(change);
            if (stored.find(change) == null) return finished(change, row);
            if (row != null && !row.declined()) return new Reset.Requested(row.at());
            if (row != null && row.at() > now()) return new Reset.Declined(row.at());
            int at = now() + (int) LoginLimits.PASSWORD_RESET_WAIT.toSeconds();
            Rows.PASSWORD_RESET.put(change, new AccountPasswordReset(at, false));
            return new Reset.Requested(at);
        });
    }

    /// Refuses with RESET_REQUEST_MISSING where none was asked for, or where it has happened.
    public void decline(UserId user) {
        store.write(Partition.account(user), change -> {
            boolean waits = stored.find(change) != null && StoredPasswords.resetDate(change) != null;
            if (!waits) throw RpcError.RESET_REQUEST_MISSING.refuse();
            int retry = now() + (int) LoginLimits.PASSWORD_RESET_RETRY.toSeconds();
            Rows.PASSWORD_RESET.put(change, new AccountPasswordReset(retry, true));
            return true;
        });
    }

    /// The server's operator takes a password away, for an owner who lost it and showed in another way who he is.
    ///
    /// @return whether there was one
    public boolean remove(UserId user) {
        return store.write(Partition.account(user), change -> {
            if (stored.find(change) == null) return false;
            stored.remove(change);
            return true;
        });
    }

    private Reset finished(Change change, @Nullable AccountPasswordReset row) {
        if (row == null) throw RpcError.PASSWORD_EMPTY.refuse();
        stored.remove(change);
        return new Reset.Done();
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }

    /// What became of the wish. Times are unix seconds.
    public sealed interface Reset {
        record Done() implements Reset {}

        record Requested(int until) implements Reset {}

        record Declined(int retry) implements Reset {}
    }
}
