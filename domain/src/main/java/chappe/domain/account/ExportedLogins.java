package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View.Order;
import chappe.store.record.AccountAuthorizationParent;
import chappe.store.record.AccountExported;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;

/// How a client that is logged in under one key logs in under a second one
/// ([files from other DCs](https://core.telegram.org/api/datacenter#user-export)).
///
/// The second key belongs to the login of the first: it is no session of its own to the owner, and ends with it.
/// The bytes that carry it over serve once, within a minute.
public final class ExportedLogins {
    private final Store store;
    private final Clock clock;
    private final SecureRandom random;
    private final AuthKeyRing keys;
    private final AuthorizationRows logins;

    public ExportedLogins(Store store, Clock clock, SecureRandom random, AuthKeyRing keys, AuthorizationRows logins) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.keys = keys;
        this.logins = logins;
    }

    /// @return what the second key has to bring; secret
    public byte[] export(UserId user, AuthKeyId key) {
        byte[] nonce = Nonce.draw(random);
        byte[] digest = Nonce.digest(nonce);
        int expires = now() + (int) LoginLimits.EXPORTED_LOGIN_LIFETIME.toSeconds();
        store.write(Partition.account(user), change -> {
            forgetSome(change);
            Rows.EXPORTED.put(change, Nonce.name(digest), new AccountExported(digest, expires, key.value()));
            return true;
        });
        return nonce;
    }

    /// Logs the second key in.
    ///
    /// Refuses with AUTH_BYTES_INVALID: not what was exported, used, too old, or its login has ended.
    public void take(UserId user, byte[] nonce, AuthKeyId key, ClientDetails client) {
        byte[] digest = Nonce.digest(nonce);
        store.write(Partition.account(user), change -> {
            AccountExported row = Rows.EXPORTED.find(change, Nonce.name(digest));
            boolean isRight = row != null && MessageDigest.isEqual(row.digest(), digest) && row.expires() > now();
            if (row == null || !isRight) throw RpcError.AUTH_BYTES_INVALID.refuse();
            AuthKeyId parent = logins.root(change, new AuthKeyId(row.authKeyId()));
            if (!Rows.AUTHORIZATIONS.contains(change, parent)) throw RpcError.AUTH_BYTES_INVALID.refuse();
            Rows.EXPORTED.delete(change, Nonce.name(digest));
            if (!parent.equals(key)) adopt(change, parent, key);
            return true;
        });
        keys.login(key, user, client);
    }

    private void adopt(Change change, AuthKeyId parent, AuthKeyId key) {
        logins.makeRoomForChild(change);
        Rows.AUTHORIZATION_PARENTS.put(change, key, new AccountAuthorizationParent(parent.value()));
    }

    /// Those that are over go, and the first of the others where there are too many.
    private void forgetSome(Change change) {
        var rows = Rows.EXPORTED.scan(change, LoginLimits.EXPORTED_LOGINS_MAX, Order.ASCENDING);
        for (var row : rows) if (row.value().expires() <= now()) Rows.EXPORTED.delete(change, row.key());
        if (rows.size() == LoginLimits.EXPORTED_LOGINS_MAX) {
            Rows.EXPORTED.delete(change, rows.getFirst().key());
        }
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }
}
