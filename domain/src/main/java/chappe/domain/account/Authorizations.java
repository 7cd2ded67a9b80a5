package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.AuthorizationRows.Session;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.StoreFault;
import chappe.store.View;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.AccountAuthorizationSettings;
import chappe.store.record.AccountAuthorizationTtl;
import chappe.store.record.AccountAuthorizationUse;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The logins of an account as their owner sees and ends them, and the end of those that nobody uses.
///
/// A login is ended by the account: one commit takes its row away and posts the letter that ends it in the
/// key's own partition, whereupon live sessions are told nothing more and their next call finds nobody logged
/// in. The answer waits for that letter. Thread-safe.
public final class Authorizations {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Store store;
    private final PostOffice post;
    private final Clock clock;
    private final AuthorizationRows rows;
    private final Cache<AuthKeyId, Instant> uses = Caffeine.newBuilder()
            .maximumSize(LoginLimits.AUTHORIZATION_USES_KNOWN_MAX)
            .executor(Runnable::run)
            .build();

    public Authorizations(Store store, PostOffice post, Clock clock, AuthorizationRows rows) {
        this.store = store;
        this.post = post;
        this.clock = clock;
        this.rows = rows;
    }

    /// The logins of a user, and after how many days unused ones end.
    public Listed list(UserId user) {
        return store.read(
                Partition.account(user), view -> new Listed(AuthorizationRows.ttlDays(view), rows.sessions(view)));
    }

    /// A login that was let in and is about to begin, as the list will show it.
    public Session session(UserId user, AccountAuthorization login) {
        return rows.coming(user, login);
    }

    /// Ends another login at once.
    ///
    /// Refuses with HASH_INVALID where there is none of that hash, and with FRESH_RESET_AUTHORISATION_FORBIDDEN
    /// while the caller's own is younger than a day.
    public void end(UserId user, AuthKeyId own, long hash) {
        store.write(Partition.account(user), change -> {
            Session ended = other(change, own, hash);
            requireSettled(change, own);
            rows.end(change, ended.stored());
            return true;
        });
        await(user);
    }

    /// Ends all logins but the caller's. Refuses with FRESH_RESET_AUTHORISATION_FORBIDDEN.
    public void endOthers(UserId user, AuthKeyId own) {
        store.write(Partition.account(user), change -> {
            requireSettled(change, own);
            for (Session each : rows.sessions(change)) {
                if (!each.authKeyId().equals(own)) rows.end(change, each.stored());
            }
            LogoutTokens.forgetAll(change);
            return true;
        });
        await(user);
    }

    /// After how many days an unused login ends; acted on by a wake mark.
    ///
    /// Refuses with TTL_DAYS_INVALID, and with FRESH_RESET_AUTHORISATION_FORBIDDEN, since a short time ends others.
    public void setTtl(UserId user, AuthKeyId own, int days) {
        if (days < 1 || days > LoginLimits.AUTHORIZATION_TTL_DAYS_MAX) throw RpcError.TTL_DAYS_INVALID.refuse();
        store.write(Partition.account(user), change -> {
            requireSettled(change, own);
            Rows.AUTHORIZATION_TTL.put(change, new AccountAuthorizationTtl(days));
            rows.wake(change);
            return true;
        });
    }

    /// Confirms a login, or changes what it is offered; what is null stays. Refuses with HASH_INVALID.
    ///
    /// @param hash 0 for the caller's own
    public void change(UserId user, AuthKeyId own, long hash, Wish wish) {
        store.write(Partition.account(user), change -> {
            Session session = hash == 0 ? rows.find(change, own) : other(change, own, hash);
            if (session == null) throw RpcError.HASH_INVALID.refuse();
            var settings = new AccountAuthorizationSettings(
                    wish.refusesSecretChats() == null ? session.refusesSecretChats() : wish.refusesSecretChats(),
                    wish.refusesCalls() == null ? session.refusesCalls() : wish.refusesCalls(),
                    session.isUnconfirmed() && !wish.isConfirmed());
            Rows.AUTHORIZATION_SETTINGS.put(change, session.authKeyId(), settings);
            if (session.isUnconfirmed() && wish.isConfirmed()) rows.tellConfirmed(change, own, session);
            return true;
        });
    }

    /// A call was made under a login. Written at most once in [LoginLimits#AUTHORIZATION_USE_STORED_EVERY] for each.
    ///
    /// @return whether this call is one of those to write: then [#noteUse] is to be called, which blocks
    public boolean isUseDue(AuthKeyId key) {
        Instant now = clock.instant();
        Instant known = uses.getIfPresent(key);
        if (known != null
                && known.plus(LoginLimits.AUTHORIZATION_USE_STORED_EVERY).isAfter(now)) return false;
        uses.put(key, now);
        return true;
    }

    /// Writes when and where a login was last used. A login that has ended meanwhile is passed over.
    public void noteUse(UserId user, AuthKeyId key, String address) {
        int now = (int) clock.instant().getEpochSecond();
        Session known = store.read(Partition.account(user), view -> rows.find(view, key));
        if (known == null || known.active() + LoginLimits.AUTHORIZATION_USE_STORED_EVERY.toSeconds() > now) return;
        store.write(Partition.account(user), change -> {
            if (Rows.AUTHORIZATIONS.contains(change, key)) {
                Rows.AUTHORIZATION_USES.put(change, key, new AccountAuthorizationUse(now, address));
            }
            return true;
        });
    }

    /// Refuses while the login is younger than a day: for what a thief of a login must not do at once.
    void requireSettled(UserId user, AuthKeyId own, RpcError otherwise) {
        store.read(Partition.account(user), view -> {
            requireSettled(view, own, otherwise);
            return true;
        });
    }

    /// Ends every login, in a change of the account.
    ///
    /// @return how many there were
    int endAll(Change account) {
        List<Session> all = rows.sessions(account);
        for (Session each : all) rows.end(account, each.stored());
        return all.size();
    }

    private Session other(View view, AuthKeyId own, long hash) {
        for (Session each : rows.sessions(view)) {
            if (each.hash() == hash && !each.authKeyId().equals(own)) return each;
        }
        throw RpcError.HASH_INVALID.refuse();
    }

    /// Whoever steals a login must not be able to end its owner's at once.
    private void requireSettled(View view, AuthKeyId own) {
        requireSettled(view, own, RpcError.FRESH_RESET_AUTHORISATION_FORBIDDEN);
    }

    private void requireSettled(View view, AuthKeyId own, RpcError otherwise) {
        Session session = rows.find(view, own);
        long settled = session == null
                ? Long.MAX_VALUE
                : session.stored().since() + LoginLimits.AUTHORIZATION_FRESH.toSeconds();
        if (settled > clock.instant().getEpochSecond()) throw otherwise.refuse();
    }

    private void await(UserId user) {
        try {
            post.awaitDelivered(Partition.account(user), PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StoreFault("stopped while a letter was awaited", stopping);
        }
    }

    /// What the owner wants of a login; null leaves a thing as it is.
    public record Wish(
            boolean isConfirmed,
            @Nullable Boolean refusesSecretChats,
            @Nullable Boolean refusesCalls) {}

    /// @param ttlDays after how many days unused logins end
    public record Listed(int ttlDays, List<Session> sessions) {
        public Listed {
            sessions = List.copyOf(sessions);
        }
    }
}
