package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.View;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.AccountLoggedInLetter;
import chappe.store.record.AccountLoggedOutLetter;
import chappe.store.record.AuthKeyBinding;
import chappe.store.record.AuthKeyEndLetter;
import chappe.store.record.AuthKeyLayer;
import chappe.store.record.AuthKeyLogin;
import chappe.store.record.AuthKeyPasswordPending;
import chappe.store.record.AuthKeySealed;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The authorization keys: encrypted at rest, each in its own partition with its layer and its login.
///
/// Durable on return. A store that cannot answer throws, and never makes a key look unknown: clients would
/// throw theirs away and log out.
public final class AuthKeyRing {
    private final Store store;
    private final Clock clock;
    private final KeySealing sealing;

    public AuthKeyRing(Store store, Clock clock, KeySealing sealing) {
        this.store = store;
        this.clock = clock;
        this.sealing = sealing;
    }

    /// @return null when the key is unknown, destroyed or expired, or temporary and its permanent key is gone
    public @Nullable StoredKey find(AuthKeyId id) {
        KeyRows rows = store.read(Partition.authKey(id), KeyRows::of);
        AuthKeySealed sealed = rows.sealed();
        if (sealed == null || isExpired(sealed)) return null;
        AuthKeyId boundTo =
                rows.binding() == null ? null : new AuthKeyId(rows.binding().permAuthKeyId());
        KeyRows permanent = boundTo == null ? rows : store.read(Partition.authKey(boundTo), KeyRows::of);
        if (permanent.sealed() == null) return null;
        byte[] value = sealing.open(sealed.sealed(), context(id));
        return new StoredKey(id, value, sealed.dc(), instant(sealed.expires()), boundTo, permanent.layer());
    }

    /// Stores a new key; a temporary one wakes its partition when it expires.
    ///
    /// @return false when another key has that id
    public boolean add(AuthKeyId id, byte[] value, int dc, @Nullable Instant expires) {
        byte[] sealedValue = sealing.seal(value, context(id));
        return store.write(Partition.authKey(id), change -> {
            if (Rows.SEALED.find(change) != null) return false;
            var sealed = new AuthKeySealed.Builder(sealedValue, dc, now());
            if (expires != null) {
                sealed.expires((int) expires.getEpochSecond());
                change.wake(expires);
            }
            Rows.SEALED.put(change, sealed.build());
            return true;
        });
    }

    /// Seals a key again, where `isOld` says that what sealed it goes.
    ///
    /// @return whether it was sealed again
    public boolean reseal(AuthKeyId id, Predicate<byte[]> isOld) {
        return store.write(Partition.authKey(id), change -> {
            AuthKeySealed old = Rows.SEALED.find(change);
            if (old == null || !isOld.test(old.sealed())) return false;
            byte[] again = sealing.seal(sealing.open(old.sealed(), context(id)), context(id));
            Rows.SEALED.put(
                    change,
                    new AuthKeySealed.Builder(again, old.dc(), old.created())
                            .expires(old.expires())
                            .build());
            return true;
        });
    }

    /// Binds a temporary key to a permanent one; a repeat replaces the binding. A key that is gone is not
    /// bound.
    public void bind(AuthKeyId temp, AuthKeyId perm, Instant expires) {
        int seconds = (int) expires.getEpochSecond();
        store.write(Partition.authKey(temp), change -> {
            boolean lives = Rows.SEALED.find(change) != null;
            if (lives) Rows.BINDING.put(change, new AuthKeyBinding(perm.value(), seconds));
            return lives;
        });
    }

    public void rememberLayer(AuthKeyId perm, int layer) {
        AuthKeyLayer known = store.read(Partition.authKey(perm), Rows.LAYER::find);
        if (known != null && known.layer() == layer) return;
        store.write(Partition.authKey(perm), change -> {
            if (Rows.SEALED.find(change) != null) Rows.LAYER.put(change, new AuthKeyLayer(layer));
            return true;
        });
    }

    /// Destroys a key and ends its login.
    ///
    /// @return false when there was no such key
    public boolean destroy(AuthKeyId id) {
        return store.write(Partition.authKey(id), change -> {
            boolean existed = Rows.SEALED.find(change) != null;
            forget(change, id);
            return existed;
        });
    }

    /// Destroys a temporary key whose time has come. What `due` names may have been destroyed or be early:
    /// then nothing.
    public void expire(AuthKeyId id) {
        store.write(Partition.authKey(id), change -> {
            AuthKeySealed sealed = Rows.SEALED.find(change);
            if (sealed == null) change.sleep();
            else if (isExpired(sealed)) forget(change, id);
            return true;
        });
    }

    public @Nullable UserId loginOf(AuthKeyId perm) {
        AuthKeyLogin login = store.read(Partition.authKey(perm), Rows.LOGIN::find);
        return login == null ? null : new UserId(login.userId());
    }

    /// Logs a user in under a key; whoever was before is logged out. Refuses with AUTH_KEY_UNREGISTERED when
    /// the key has been destroyed meanwhile.
    public void login(AuthKeyId perm, UserId user, ClientDetails client) {
        store.write(Partition.authKey(perm), change -> {
            login(change, perm, user, client);
            return true;
        });
    }

    /// Whoever was logged in is logged out, and the key waits for this user's password.
    void awaitPassword(AuthKeyId perm, UserId user, Duration kept) {
        int expires = (int) clock.instant().plus(kept).getEpochSecond();
        store.write(Partition.authKey(perm), change -> {
            if (Rows.SEALED.find(change) == null) throw RpcError.AUTH_KEY_UNREGISTERED.refuse();
            AuthKeyLogin former = Rows.LOGIN.find(change);
            if (former != null) endLogin(change, perm, former);
            Rows.PASSWORD_PENDING.put(change, new AuthKeyPasswordPending(user.value(), expires));
            return true;
        });
    }

    /// The user whose password the key waits for.
    @Nullable
    UserId findAwaited(AuthKeyId perm) {
        return awaited(store.read(Partition.authKey(perm), Rows.PASSWORD_PENDING::find));
    }

    /// Logs in whom the key waited for. Refuses with AUTH_KEY_UNREGISTERED when it no longer does.
    void loginAwaited(AuthKeyId perm, UserId user, ClientDetails client) {
        store.write(Partition.authKey(perm), change -> {
            UserId awaited = awaited(Rows.PASSWORD_PENDING.find(change));
            if (!user.equals(awaited)) throw RpcError.AUTH_KEY_UNREGISTERED.refuse();
            login(change, perm, user, client);
            return true;
        });
    }

    /// Ends the key's login, or its waiting for a password; the key stays. Without either nothing happens.
    public void logout(AuthKeyId perm) {
        store.write(Partition.authKey(perm), change -> {
            AuthKeyLogin login = Rows.LOGIN.find(change);
            if (login != null) endLogin(change, perm, login);
            Rows.PASSWORD_PENDING.delete(change);
            return true;
        });
    }

    /// An account ends a login of this key. One that began since is another one, and stays.
    static void onEnd(Change change, Letter<AuthKeyEndLetter> letter) {
        AuthKeyLogin login = Rows.LOGIN.find(change);
        AuthKeyEndLetter ended = letter.body();
        if (login == null || login.userId() != ended.userId() || login.since() != ended.since()) return;
        endLogin(change, new AuthKeyId(change.partition().number()), login);
    }

    private void forget(Change change, AuthKeyId id) {
        AuthKeyLogin login = Rows.LOGIN.find(change);
        if (login != null) endLogin(change, id, login);
        Rows.SEALED.delete(change);
        Rows.BINDING.delete(change);
        Rows.LAYER.delete(change);
        Rows.LOGIN_TOKEN.delete(change);
        Rows.PASSWORD_PENDING.delete(change);
        Rows.SRP_CHALLENGES.deleteAll(change, LoginLimits.SRP_CHALLENGES_MAX);
        change.sleep();
    }

    private void login(Change change, AuthKeyId perm, UserId user, ClientDetails client) {
        if (Rows.SEALED.find(change) == null) throw RpcError.AUTH_KEY_UNREGISTERED.refuse();
        AuthKeyLogin former = Rows.LOGIN.find(change);
        if (former != null && former.userId() != user.value()) endLogin(change, perm, former);
        int since = now();
        Rows.PASSWORD_PENDING.delete(change);
        Rows.LOGIN.put(change, new AuthKeyLogin(user.value(), since));
        change.post(Partition.account(user), new AccountLoggedInLetter(authorization(perm, since, client)));
    }

    private @Nullable UserId awaited(@Nullable AuthKeyPasswordPending pending) {
        return pending == null || pending.expires() <= now() ? null : new UserId(pending.userId());
    }

    private static void endLogin(Change change, AuthKeyId id, AuthKeyLogin login) {
        Rows.LOGIN.delete(change);
        change.post(Partition.account(new UserId(login.userId())), new AccountLoggedOutLetter(id.value()));
    }

    static AccountAuthorization authorization(AuthKeyId perm, int since, ClientDetails client) {
        return new AccountAuthorization(
                perm.value(),
                since,
                client.apiId(),
                client.deviceModel(),
                client.systemVersion(),
                client.appVersion(),
                client.langCode(),
                client.address());
    }

    private boolean isExpired(AuthKeySealed sealed) {
        Integer expires = sealed.expires();
        return expires != null && expires <= now();
    }

    private static @Nullable Instant instant(@Nullable Integer seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    private static byte[] context(AuthKeyId id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id.value()).array();
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }

    /// What one snapshot of a key's partition says.
    private record KeyRows(
            @Nullable AuthKeySealed sealed, @Nullable AuthKeyBinding binding, int layer) {
        static KeyRows of(View view) {
            AuthKeyLayer layer = Rows.LAYER.find(view);
            return new KeyRows(Rows.SEALED.find(view), Rows.BINDING.find(view), layer == null ? 0 : layer.layer());
        }
    }

    /// One key. `value` is secret: never logged, not copied, no part of toString.
    ///
    /// @param expires for temporary keys only
    /// @param boundTo the permanent key, once a temporary one is bound
    /// @param layer the last layer named under this key (for a bound temporary key: under its permanent one);
    /// 0 when none
    public record StoredKey(
            AuthKeyId id,
            byte[] value,
            int dc,
            @Nullable Instant expires,
            @Nullable AuthKeyId boundTo,
            int layer) {

        @Override
        public String toString() {
            return "StoredKey[" + Long.toHexString(id.value()) + "]";
        }
    }
}
