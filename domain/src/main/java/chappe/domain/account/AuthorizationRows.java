package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.box.Notices;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store.Letter;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountAuthorization;
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
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of an account's logins: how they come, what they say together, when they end.
///
/// They change inside a change of the account only, by its owner's calls or by letters of the keys.
public final class AuthorizationRows {
    private static final int READ_MAX = 2 * Limits.AUTHORIZATIONS_MAX;

    private final Clock clock;
    private final ServerSecret secret;

    AuthorizationRows(Clock clock, ServerSecret secret) {
        this.clock = clock;
        this.secret = secret;
    }

    void register(PostOffice post) {
        post.on(AccountLoggedInLetter.class, this::onLoggedIn);
        post.on(AccountLoggedOutLetter.class, this::onLoggedOut);
        post.on(AuthKeyEndLetter.class, AuthKeyRing::onEnd);
    }

    /// All logins, in the order of their keys.
    List<Session> sessions(View view) {
        return Rows.AUTHORIZATIONS.scan(view, READ_MAX, Order.ASCENDING).stream()
                .map(row -> session(view, row.value()))
                .toList();
    }

    @Nullable
    Session find(View view, AuthKeyId key) {
        AccountAuthorization stored = Rows.AUTHORIZATIONS.find(view, key);
        return stored == null ? null : session(view, stored);
    }

    static int ttlDays(View view) {
        AccountAuthorizationTtl ttl = Rows.AUTHORIZATION_TTL.find(view);
        return ttl == null ? Limits.AUTHORIZATION_TTL_DAYS_USUAL : ttl.days();
    }

    /// Takes a login away and ends it in its key's partition.
    void end(Change change, AccountAuthorization ended) {
        var key = new AuthKeyId(ended.authKeyId());
        forget(change, key);
        change.post(
                Partition.authKey(key), new AuthKeyEndLetter(change.partition().number(), ended.since()));
    }

    void endUnused(Change change) {
        for (Session each : sessions(change)) {
            if (!unusedAt(change, each).isAfter(clock.instant())) end(change, each.stored());
        }
    }

    /// Sets the mark at which the next login may have been unused for too long. Use only puts that off, so that it
    /// needs no mark of its own.
    void wake(Change change) {
        sessions(change).stream()
                .map(each -> unusedAt(change, each))
                .min(Comparator.naturalOrder())
                .ifPresentOrElse(change::wake, change::sleep);
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
        if (former != null) forget(change, key);
        List<Session> others = sessions(change);
        Rows.AUTHORIZATIONS.put(change, key, login);
        if (!others.isEmpty() && former == null) announce(change, login);
        if (others.size() >= Limits.AUTHORIZATIONS_MAX) endOldest(change, others);
        wake(change);
    }

    private void onLoggedOut(Change change, Letter<AccountLoggedOutLetter> letter) {
        forget(change, new AuthKeyId(letter.body().authKeyId()));
        wake(change);
    }

    /// The other logins hear of a new one, which counts as unconfirmed until one of them says otherwise.
    private void announce(Change change, AccountAuthorization login) {
        var key = new AuthKeyId(login.authKeyId());
        Rows.AUTHORIZATION_SETTINGS.put(change, key, new AccountAuthorizationSettings(false, false, true));
        tell(change, key, session(change, login), true);
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
    }

    private static Instant unusedAt(View view, Session session) {
        return Instant.ofEpochSecond(session.active()).plus(Duration.ofDays(ttlDays(view)));
    }

    private Session session(View view, AccountAuthorization stored) {
        var key = new AuthKeyId(stored.authKeyId());
        AccountAuthorizationUse use = Rows.AUTHORIZATION_USES.find(view, key);
        AccountAuthorizationSettings settings = Rows.AUTHORIZATION_SETTINGS.find(view, key);
        boolean isNew =
                clock.instant().getEpochSecond() < stored.since() + Limits.AUTHORIZATION_AUTOCONFIRM.toSeconds();
        return new Session(
                stored,
                hash(view.partition(), stored),
                use == null ? stored.since() : use.at(),
                use == null ? stored.address() : use.address(),
                settings == null ? new AccountAuthorizationSettings(false, false, false) : settings,
                settings != null && settings.isUnconfirmed() && isNew);
    }

    /// Never 0, which names the caller's own.
    private long hash(Partition account, AccountAuthorization stored) {
        byte[] name = ByteBuffer.allocate(20)
                .putLong(account.number())
                .putLong(stored.authKeyId())
                .putInt(stored.since())
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
