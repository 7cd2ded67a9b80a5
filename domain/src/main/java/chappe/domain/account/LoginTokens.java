package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.AuthKeyLoginToken;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Logging in by a QR code ([docs](https://core.telegram.org/api/qr-login)): a key that nobody is logged in to
/// shows a token, a user who is logged in elsewhere accepts it, and the key is let in.
///
/// A token lies in the partition of the key that waits, so that each step is one commit there and it serves once:
///
/// | offset | bytes | name | meaning |
/// |---|---|---|---|
/// | 0 | 8 | auth_key_id | whose token it is |
/// | 8 | 24 | nonce | random; of the whole token the store has a digest only |
///
/// Differs: a token opens the key that showed it, and no other, since whoever sees the code could take the
/// login otherwise. Every node is every DC, so that no client has to carry a token elsewhere.
public final class LoginTokens {
    private static final int NONCE_BYTES = 24;
    private static final int TOKEN_BYTES = Long.BYTES + NONCE_BYTES;

    private final Store store;
    private final Clock clock;
    private final SecureRandom random;

    public LoginTokens(Store store, Clock clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /// Takes up what somebody has accepted, or makes a new token; the former one no longer serves.
    ///
    /// @param except users who must not accept it: the client has them already
    public Exported export(AuthKeyId key, List<UserId> except, ClientDetails client) {
        byte[] token = newToken(key);
        int now = now();
        int expires = now + (int) LoginLimits.LOGIN_TOKEN_LIFETIME.toSeconds();
        return store.write(Partition.authKey(key), change -> {
            if (Rows.SEALED.find(change) == null) throw RpcError.AUTH_KEY_UNREGISTERED.refuse();
            UserId user = takenUp(change);
            if (user != null) return new Exported.Accepted(user);
            var row = new AuthKeyLoginToken.Builder(
                    digest(token),
                    expires,
                    except.stream().map(UserId::value).toList(),
                    AuthKeyRing.authorization(key, now, client));
            Rows.LOGIN_TOKEN.put(change, row.build());
            return new Exported.Waiting(token, expires);
        });
    }

    /// Takes up one token by its bytes, which must be this key's own.
    ///
    /// Refuses with AUTH_TOKEN_INVALID, also while nobody has accepted it, and with AUTH_TOKEN_EXPIRED.
    public UserId takeUp(AuthKeyId key, byte[] token) {
        return store.write(Partition.authKey(key), change -> {
            AuthKeyLoginToken row = living(change, token);
            if (row.acceptedBy() == null) throw RpcError.AUTH_TOKEN_INVALID.refuse();
            Rows.LOGIN_TOKEN.delete(change);
            return new UserId(row.acceptedBy());
        });
    }

    /// A user lets in the key whose token this is. Its client is told, and asks again.
    ///
    /// Refuses with AUTH_TOKEN_INVALID (none, taken up, or a newer one was made), AUTH_TOKEN_EXPIRED,
    /// AUTH_TOKEN_ALREADY_ACCEPTED, and AUTH_TOKEN_EXCEPTION for a user whom the client has already.
    ///
    /// @return what the key's client said of itself
    public AccountAuthorization accept(UserId user, byte[] token) {
        long keyId = token.length == TOKEN_BYTES ? ByteBuffer.wrap(token).getLong() : 0;
        if (keyId == 0) throw RpcError.AUTH_TOKEN_INVALID.refuse();
        var key = new AuthKeyId(keyId);
        return store.write(Partition.authKey(key), change -> {
            AuthKeyLoginToken row = living(change, token);
            if (row.acceptedBy() != null) throw RpcError.AUTH_TOKEN_ALREADY_ACCEPTED.refuse();
            if (row.exceptIds().contains(user.value())) throw RpcError.AUTH_TOKEN_EXCEPTION.refuse();
            var accepted = new AuthKeyLoginToken.Builder(row.digest(), row.expires(), List.of(), row.client());
            Rows.LOGIN_TOKEN.put(change, accepted.acceptedBy(user.value()).build());
            return row.client();
        });
    }

    /// Whether somebody has accepted the key's token, and it was not taken up yet.
    public boolean isAccepted(AuthKeyId key) {
        AuthKeyLoginToken row = store.read(Partition.authKey(key), Rows.LOGIN_TOKEN::find);
        return row != null && row.acceptedBy() != null;
    }

    private @Nullable UserId takenUp(Change change) {
        AuthKeyLoginToken row = Rows.LOGIN_TOKEN.find(change);
        if (row == null || row.acceptedBy() == null) return null;
        Rows.LOGIN_TOKEN.delete(change);
        return isOver(row) ? null : new UserId(row.acceptedBy());
    }

    private AuthKeyLoginToken living(Change change, byte[] token) {
        AuthKeyLoginToken row = Rows.LOGIN_TOKEN.find(change);
        if (row == null || !MessageDigest.isEqual(row.digest(), digest(token))) {
            throw RpcError.AUTH_TOKEN_INVALID.refuse();
        }
        if (isOver(row)) throw RpcError.AUTH_TOKEN_EXPIRED.refuse();
        return row;
    }

    /// What was accepted in time waits a little longer for its client to ask.
    private boolean isOver(AuthKeyLoginToken row) {
        long grace = row.acceptedBy() == null ? 0 : LoginLimits.LOGIN_TOKEN_ACCEPTED_KEPT.toSeconds();
        return row.expires() + grace <= now();
    }

    private byte[] newToken(AuthKeyId key) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return ByteBuffer.allocate(TOKEN_BYTES).putLong(key.value()).put(nonce).array();
    }

    private static byte[] digest(byte[] token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has SHA-256
        }
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }

    /// What a client that wants to log in by a QR code gets.
    public sealed interface Exported {

        /// @param token to be shown; secret until then
        /// @param expires unix seconds
        record Waiting(byte[] token, int expires) implements Exported {
            @Override
            public String toString() {
                return "Waiting";
            }
        }

        /// Somebody accepted the last token: the key is to be logged in as this user.
        record Accepted(UserId user) implements Exported {}
    }
}
