package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.mtproto.handshake.NewKeys;
import chappe.mtproto.session.AuthKeys.AuthKey;
import chappe.mtproto.session.LiveKey.FirstSalt;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directory of what is live: authorization keys in memory, and under each its sessions. Bounded in both.
/// Thread-safe.
///
/// A key is loaded and destroyed under the same lock of its entry, so that none comes back to life from a
/// read that was under way.
final class LiveKeys implements NewKeys {
    private static final Logger LOG = LoggerFactory.getLogger(LiveKeys.class);

    private final AuthKeys stored;
    private final Salts salts;
    private final Clock clock;
    private final ConcurrentHashMap<AuthKeyId, LiveKey> live = new ConcurrentHashMap<>();
    private final AtomicInteger sessionCount = new AtomicInteger();

    LiveKeys(AuthKeys stored, Salts salts, Clock clock) {
        this.stored = stored;
        this.salts = salts;
        this.clock = clock;
    }

    /// @throws TransportFault KEY_UNKNOWN when there is no such key (any more), TRY_LATER when that cannot be
    /// said now
    LiveKey get(AuthKeyId id) {
        Instant now = clock.instant();
        LiveKey key = live.get(id);
        if (key == null) key = load(id, now);
        if (key == null || key.isExpired(now)) throw new TransportFault(TransportFault.Kind.KEY_UNKNOWN);
        key.use(now);
        return key;
    }

    @Override
    public boolean add(NewKey agreed) {
        Instant now = clock.instant();
        makeRoom(now);
        var key = new AuthKey(agreed.id(), agreed.value(), agreed.dc(), agreed.expires(), null, 0);
        boolean added = stored.add(key);
        if (added) live.put(key.id(), new LiveKey(key, salts, now));
        return added;
    }

    /// The key exchange is complete: the client begins with this salt.
    void agreed(AuthKeyId id, long firstSalt) {
        LiveKey key = live.get(id);
        if (key != null) key.begin(new FirstSalt(firstSalt, clock.instant().plus(Limits.FIRST_SALT_KEPT)));
    }

    /// @return null when it is not in memory
    @Nullable
    LiveKey findLive(AuthKeyId id) {
        return live.get(id);
    }

    /// Forgets a key for good, durably. Its sessions are the caller's to close.
    ///
    /// @return false when there was none
    boolean destroy(AuthKeyId id) {
        boolean[] existed = new boolean[1];
        live.compute(id, (_, _) -> {
            existed[0] = stored.destroy(id);
            return null;
        });
        return existed[0];
    }

    /// The key itself and the temporary ones bound to it, as far as they are in memory.
    List<LiveKey> family(AuthKeyId permanent) {
        List<LiveKey> all = new ArrayList<>();
        for (LiveKey each : live.values()) if (permanent.equals(each.findPermanent())) all.add(each);
        return all;
    }

    /// The session of this id, begun now unless it has been a moment before. Under a key that has too many,
    /// the one that was silent for longest ends.
    ///
    /// @throws TransportFault when the process has too many
    Session open(LiveKey key, long sessionId, long firstMsgId, SessionRoom room) {
        if (sessionCount.get() >= Limits.SESSIONS_MAX) throw new TransportFault(TransportFault.Kind.TRY_LATER);
        LiveKey.Opened opened = key.open(sessionId, () -> new Session(key, sessionId, firstMsgId, room));
        if (opened.isNew()) sessionCount.incrementAndGet();
        Session evicted = opened.evicted();
        if (evicted != null) {
            sessionCount.decrementAndGet();
            evicted.close();
        }
        return opened.session();
    }

    /// @return false when it had been removed before
    boolean remove(LiveKey key, Session session) {
        boolean removed = key.remove(session);
        if (removed) sessionCount.decrementAndGet();
        return removed;
    }

    /// Ends all sessions of a key.
    void closeSessions(LiveKey key) {
        for (Session each : key.sessions()) if (remove(key, each)) each.close();
    }

    int sessionCount() {
        return sessionCount.get();
    }

    List<Session> sessions() {
        List<Session> all = new ArrayList<>();
        for (LiveKey each : live.values()) all.addAll(each.sessions());
        return all;
    }

    /// Lets go of keys that nobody uses.
    void forgetUnused(Instant now) {
        Instant since = now.minus(Limits.IDLE_KEY_KEPT);
        live.values().removeIf(each -> each.isUnused(since));
    }

    private @Nullable LiveKey load(AuthKeyId id, Instant now) {
        makeRoom(now);
        try {
            return live.computeIfAbsent(id, _ -> {
                AuthKey key = stored.find(id);
                return key == null ? null : new LiveKey(key, salts, now);
            });
        } catch (RuntimeException unavailable) {
            LOG.warn("key lookup failed auth_key_id={}", Long.toHexString(id.value()), unavailable);
            throw new TransportFault(TransportFault.Kind.TRY_LATER);
        }
    }

    private void makeRoom(Instant now) {
        if (live.size() >= Limits.LIVE_KEYS_MAX) forgetUnused(now);
        if (live.size() >= Limits.LIVE_KEYS_MAX) throw new TransportFault(TransportFault.Kind.TRY_LATER);
    }
}
