package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View.Order;
import chappe.store.record.AccountLogoutToken;
import chappe.store.record.AccountProfile;
import chappe.store.record.PhoneOwner;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a device keeps that logged out of an account with a password: the next time it needs the password only, and
/// no code ([future auth tokens](https://core.telegram.org/api/auth#future-auth-tokens)).
///
/// A token serves once. It is worth nothing without the password, and gone when the owner ends all other sessions.
public final class LogoutTokens {
    private final Store store;
    private final Clock clock;
    private final SecureRandom random;
    private final Passwords passwords;
    private final PasswordStep step;

    public LogoutTokens(Store store, Clock clock, SecureRandom random, Passwords passwords, PasswordStep step) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.passwords = passwords;
        this.step = step;
    }

    /// @return null for an account without a password
    public byte @Nullable [] issue(UserId user) {
        if (!passwords.isSet(user)) return null;
        byte[] token = Nonce.draw(random);
        byte[] digest = Nonce.digest(token);
        int expires = now() + (int) LoginLimits.LOGOUT_TOKEN_LIFETIME.toSeconds();
        store.write(Partition.account(user), change -> {
            forgetSome(change);
            Rows.LOGOUT_TOKENS.put(change, Nonce.name(digest), new AccountLogoutToken(digest, expires));
            return true;
        });
        return token;
    }

    /// Uses up the first token that belongs to the phone's owner, and lets the key in as far as the password.
    ///
    /// Refuses with SESSION_PASSWORD_NEEDED where a token serves.
    ///
    /// @return null where none does; the owner where the account has lost its password in this moment
    public @Nullable UserId enter(AuthKeyId key, Phone phone, List<byte[]> tokens, ClientDetails client) {
        UserId user = spend(phone, tokens);
        if (user != null) step.enter(key, user, client);
        return user;
    }

    private @Nullable UserId spend(Phone phone, List<byte[]> tokens) {
        if (tokens.isEmpty()) return null;
        PhoneOwner owner = store.read(LoginCodes.partition(phone), PhoneClaims::ownerIn);
        if (owner == null) return null;
        var user = new UserId(owner.userId());
        if (!passwords.isSet(user)) return null;
        boolean isSpent = store.write(Partition.account(user), change -> {
            AccountProfile profile = Rows.PROFILE.find(change);
            if (profile == null || profile.phoneToken() != owner.token()) return false;
            return tokens.stream().limit(LoginLimits.LOGOUT_TOKENS_MAX).anyMatch(each -> isSpent(change, each));
        });
        return isSpent ? user : null;
    }

    /// Forgets all, inside a change of the account.
    static void forgetAll(Change change) {
        Rows.LOGOUT_TOKENS.deleteAll(change, LoginLimits.LOGOUT_TOKENS_MAX);
    }

    private boolean isSpent(Change change, byte[] token) {
        byte[] digest = Nonce.digest(token);
        AccountLogoutToken row = Rows.LOGOUT_TOKENS.find(change, Nonce.name(digest));
        if (row == null || !MessageDigest.isEqual(row.digest(), digest) || row.expires() <= now()) return false;
        Rows.LOGOUT_TOKENS.delete(change, Nonce.name(digest));
        return true;
    }

    private void forgetSome(Change change) {
        var rows = Rows.LOGOUT_TOKENS.scan(change, LoginLimits.LOGOUT_TOKENS_MAX, Order.ASCENDING);
        for (var row : rows) if (row.value().expires() <= now()) Rows.LOGOUT_TOKENS.delete(change, row.key());
        if (rows.size() == LoginLimits.LOGOUT_TOKENS_MAX) {
            Rows.LOGOUT_TOKENS.delete(change, rows.getFirst().key());
        }
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }
}
