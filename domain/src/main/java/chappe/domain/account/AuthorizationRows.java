package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.UserId;
import chappe.domain.box.Notices;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store.Letter;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.AccountAuthorizationParent;
import chappe.store.record.AccountAuthorizationSettings;
import chappe.store.record.AccountAuthorizationTtl;
import chappe.store.record.AccountAuthorizationUse;
import chappe.store.record.AccountLoggedInLetter;
import chappe.store.record.AccountLoggedOutLetter;
import chappe.store.record.AuthKeyEndLetter;
import chappe.store.record.BoxEventNewAuthorization;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of an account's logins: how they come, what they say together, when they end.
///
/// They change inside a change of the account only, by its owner's calls or by letters of the keys.
public final class AuthorizationRows {
    private static final int READ_MAX = 2 * LoginLimits.AUTHORIZATIONS_MAX;

    private final Clock clock;
    private final ServerSecret secret;

    public AuthorizationRows(Clock clock, ServerSecret secret) {
        this.clock = clock;
        this.secret = secret;
    }

    /// Says what the letters to accounts and keys do that begin and end logins.
    public void register(PostOffice post) {
        post.on(AccountLoggedInLetter.class, this::onLoggedIn);
        post.on(AccountLoggedOutLetter.class, this::onLoggedOut);
        post.on(AuthKeyEndLetter.class, AuthKeyRing::onEnd);
    }

    /// All logins, in the order of their keys. Second keys belong to others.
    List<Session> sessions(View view) {
        return Rows.AUTHORIZATIONS.scan(view, READ_MAX, Order.ASCENDING).stream()
                .filter(row -> !Rows.AUTHORIZATION_PARENTS.contains(view, row.key()))
                .map(row -> session(view, row.value()))
                .toList();
    }

    /// A login that is about to be one, as the list will show it.
    Session coming(UserId user, AccountAuthorization login) {
        var key = new AuthKeyId(login.authKeyId());
        var settings = new AccountAuthorizationSettings(false, false, true);
        return new Session(login, hash(user, key), login.since(), login.address(), settings, true);
    }

    @Nullable
    Session find(View view, AuthKeyId key) {
        AccountAuthorization stored = Rows.AUTHORIZATIONS.find(view, key);
        return stored == null ? null : session(view, stored);
    }

    static int ttlDays(View view) {
        AccountAuthorizationTtl ttl = Rows.AUTHORIZATION_TTL.find(view);
        return ttl == null ? LoginLimits.AUTHORIZATION_TTL_DAYS_USUAL : ttl.days();
    }

    /// The key whose login this one belongs to: itself, unless it is a second key.
    AuthKeyId root(View view, AuthKeyId key) {
        AccountAuthorizationParent parent = Rows.AUTHORIZATION_PARENTS.find(view, key);
        return parent == null ? key : new AuthKeyId(parent.authKeyId());
    }

    /// Ends the second key that was logged in first, where there are as many as there may be.
    void makeRoomForChild(Change change) {
        var children = Rows.AUTHORIZATION_PARENTS.scan(change, LoginLimits.SECOND_KEYS_MAX, Order.ASCENDING);
        if (children.size() < LoginLimits.SECOND_KEYS_MAX) return;
        AuthKeyId oldest = Collections.min(children, Comparator.comparingInt(row -> since(change, row.key())))
                .key();
        endChild(change, oldest);
    }

    /// Takes a login away and ends it in its key's partition, and its second keys with it.
    void end(Change change, AccountAuthorization ended) {
        var key = new AuthKeyId(ended.authKeyId());
        endChildren(change, key);
        forget(change, key);
        change.post(
                Partition.authKey(key), new AuthKeyEndLetter(change.partition().number(), ended.since()));
    }

    private static void endChildren(Change change, AuthKeyId parent) {
        for (var row : Rows.AUTHORIZATION_PARENTS.scan(change, LoginLimits.SECOND_KEYS_MAX, Order.ASCENDING)) {
            if (row.value().authKeyId() == parent.value()) endChild(change, row.key());
        }
    }

    private static void endChild(Change change, AuthKeyId key) {
        AccountAuthorization ended = Rows.AUTHORIZATIONS.find(change, key);
        forget(change, key);
        if (ended == null) return;
        long user = change.partition().number();
        change.post(Partition.authKey(key), new AuthKeyEndLetter(user, ended.since()));
    }

    private static int since(View view, AuthKeyId key) {
        AccountAuthorization stored = Rows.AUTHORIZATIONS.find(view, key);
        return stored == null ? 0 : stored.since();
    }

    void endUnused(Change change) {
        for (Session each : sessions(change)) {
            if (!unusedAt(change, each).isAfter(clock.instant())) end(change, each.stored());
        }
    }

    /// Sets the mark at which a login, or the account itself, may have been unused for too long. Use only puts that
    /// off, so that it needs no mark of its own.
    void wake(Change change) {
        List<Session> sessions = sessions(change);
        Instant next = AccountUse.endsAt(change, sessions);
        for (Session each : sessions) {
            Instant unused = unusedAt(change, each);
            if (unused.isBefore(next)) next = unused;
        }
        if (next.equals(Instant.MAX)) change.sleep();
        else change.wake(next);
    }

    void tellConfirmed(Change change, AuthKeyId by, Session session) {
        tell(change, by, session, false);
    }

    private void onLoggedIn(Change change, Letter<AccountLoggedInLetter> letter) {
        AccountAuthorization login = letter.body().authorization();
        var key = new AuthKeyId(login.authKeyId());
        if (Rows.PROFILE.find(change) == null || Rows.BAN.find(change) != null) {
            end(change, login);
            return;
        }
        AccountAuthorization former = Rows.AUTHORIZATIONS.find(change, key);
        boolean isSecondKey = Rows.AUTHORIZATION_PARENTS.contains(change, key);
        if (former != null && !isSecondKey) forget(change, key);
        List<Session> others = sessions(change);
        Rows.AUTHORIZATIONS.put(change, key, login);
        Rows.DELETION_DUE.delete(change);
        if (!others.isEmpty() && former == null && !isSecondKey) announce(change, login);
        if (others.size() >= LoginLimits.AUTHORIZATIONS_MAX) endOldest(change, others);
        wake(change);
    }

    private void onLoggedOut(Change change, Letter<AccountLoggedOutLetter> letter) {
        var key = new AuthKeyId(letter.body().authKeyId());
        endChildren(change, key);
        forget(change, key);
        wake(change);
    }

    /// The other logins hear of a new one, which counts as unconfirmed until one of them says otherwise.
    private void announce(Change change, AccountAuthorization login) {
        var key = new AuthKeyId(login.authKeyId());
        Rows.AUTHORIZATION_SETTINGS.put(change, key, new AccountAuthorizationSettings(false, false, true));
        tell(change, key, session(change, login), true);
        var user = new UserId(change.partition().number());
        ServiceAccount.tellLogin(change, user, Rows.PROFILE.get(change).firstName(), login);
    }

    private static void tell(Change change, AuthKeyId by, Session session, boolean isUnconfirmed) {
        AccountAuthorization login = session.stored();
        var event = new BoxEventNewAuthorization(
                isUnconfirmed, session.hash(), login.since(), login.deviceModel(), login.address());
        Notices.post(change, new UserId(change.partition().number()), by, event);
    }

    private void endOldest(Change change, List<Session> sessions) {
        sessions.stream()
                .min(Comparator.comparingInt(Session::active))
                .ifPresent(oldest -> end(change, oldest.stored()));
    }

    private static void forget(Change change, AuthKeyId key) {
        Rows.AUTHORIZATIONS.delete(change, key);
        Rows.AUTHORIZATION_USES.delete(change, key);
        Rows.AUTHORIZATION_SETTINGS.delete(change, key);
        Rows.AUTHORIZATION_PARENTS.delete(change, key);
    }

    private static Instant unusedAt(View view, Session session) {
        return Instant.ofEpochSecond(session.active()).plus(Duration.ofDays(ttlDays(view)));
    }

    private Session session(View view, AccountAuthorization stored) {
        var key = new AuthKeyId(stored.authKeyId());
        AccountAuthorizationUse use = Rows.AUTHORIZATION_USES.find(view, key);
        AccountAuthorizationSettings settings = Rows.AUTHORIZATION_SETTINGS.find(view, key);
        boolean isNew =
                clock.instant().getEpochSecond() < stored.since() + LoginLimits.AUTHORIZATION_AUTOCONFIRM.toSeconds();
        return new Session(
                stored,
                hash(new UserId(view.partition().number()), key),
                use == null ? stored.since() : use.at(),
                use == null ? stored.address() : use.address(),
                settings == null ? new AccountAuthorizationSettings(false, false, false) : settings,
                settings != null && settings.isUnconfirmed() && isNew);
    }

    /// Never 0, which names the caller's own.
    private long hash(UserId user, AuthKeyId key) {
        byte[] name = ByteBuffer.allocate(16)
                .putLong(user.value())
                .putLong(key.value())
                .array();
        return ByteBuffer.wrap(secret.mac("authorization hash", name)).getLong() | 1;
    }

    /// One login.
    ///
    /// @param hash by which its owner names it; never 0
    /// @param active when it was last used, unix seconds; a few minutes late
    /// @param address where it was last used from
    /// @param isUnconfirmed it is new, and no other login has confirmed it
    public record Session(
            AccountAuthorization stored,
            long hash,
            int active,
            String address,
            AccountAuthorizationSettings settings,
            boolean isUnconfirmed) {

        public AuthKeyId authKeyId() {
            return new AuthKeyId(stored.authKeyId());
        }

        public boolean refusesSecretChats() {
            return settings.refusesSecretChats();
        }

        public boolean refusesCalls() {
            return settings.refusesCalls();
        }
    }
}
