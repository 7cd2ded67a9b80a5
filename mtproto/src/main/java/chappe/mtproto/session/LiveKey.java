package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.mtproto.session.AuthKeys.AuthKey;
import chappe.mtproto.session.Requests.ClientInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An authorization key in memory, with the salts of the hour and the sessions under it. The sessions are
/// guarded by `this`; the rest is immutable or volatile.
final class LiveKey {

    /// The salts that a message may carry now.
    private record HourSalts(long period, long before, long current, long next) {}

    /// The salt that ends the key exchange, good for the key's first period.
    record FirstSalt(long salt, Instant until) {}

    /// @param evicted already removed, and yet to be closed
    record Opened(Session session, boolean isNew, @Nullable Session evicted) {}

    private final AuthKey key;
    private final Salts salts;
    private final List<Session> sessions = new ArrayList<>(1);
    private volatile @Nullable FirstSalt first;
    private volatile @Nullable HourSalts hour;
    private volatile @Nullable AuthKeyId boundTo;
    private volatile @Nullable Instant expires;
    private volatile int layer;
    private volatile @Nullable ClientInfo client;
    private volatile Instant lastUsed;

    LiveKey(AuthKey key, Salts salts, Instant now) {
        this.key = key;
        this.salts = salts;
        this.boundTo = key.boundTo();
        this.expires = key.expires();
        this.layer = key.layer();
        this.lastUsed = now;
    }

    AuthKeyId id() {
        return key.id();
    }

    /// 256 secret bytes, only read.
    byte[] value() {
        return key.value();
    }

    int dc() {
        return key.dc();
    }

    boolean isTemporary() {
        return key.isTemporary();
    }

    boolean isExpired(Instant now) {
        Instant end = expires;
        return end != null && !end.isAfter(now);
    }

    /// The key that owns login and layer: itself, or what a temporary key is bound to.
    ///
    /// @return null for a temporary key that is not bound
    @Nullable
    AuthKeyId findPermanent() {
        return key.isTemporary() ? boundTo : key.id();
    }

    /// Takes over the login and the layer of a permanent key. A temporary key never lives longer than was
    /// agreed when it was made.
    ///
    /// @return when it ends
    Instant bind(AuthKey permanent, Instant until) {
        Instant agreed = key.expires();
        Instant end = agreed == null || until.isBefore(agreed) ? until : agreed;
        expires = end;
        layer = permanent.layer();
        boundTo = permanent.id();
        return end;
    }

    /// The last layer named under the permanent key; 0 when none was.
    int layer() {
        return layer;
    }

    void setLayer(int layer) {
        this.layer = layer;
    }

    @Nullable
    ClientInfo client() {
        return client;
    }

    void setClient(ClientInfo client) {
        this.client = client;
    }

    /// The key exchange ends with this salt.
    void begin(FirstSalt given) {
        first = given;
    }

    /// The salt to use now.
    long salt(Instant now) {
        return hour(now).current;
    }

    /// Whether a message may carry this salt: the hour's, the last one's for half an hour more, the next
    /// one's a minute before, or the key's very first.
    boolean acceptsSalt(long salt, Instant now) {
        HourSalts known = hour(now);
        if (salt == known.current) return true;
        long seconds = Math.floorMod(now.getEpochSecond(), Salts.PERIOD_S);
        if (salt == known.before && seconds < Salts.OVERLAP_S) return true;
        if (salt == known.next && seconds >= Salts.PERIOD_S - Salts.EARLY_S) return true;
        FirstSalt given = first;
        return given != null && salt == given.salt && now.isBefore(given.until);
    }

    private HourSalts hour(Instant now) {
        long period = Salts.period(now.getEpochSecond());
        HourSalts known = hour;
        if (known != null && known.period == period) return known;
        var fresh =
                new HourSalts(period, salts.of(id(), period - 1), salts.of(id(), period), salts.of(id(), period + 1));
        hour = fresh;
        return fresh;
    }

    synchronized @Nullable Session findSession(long sessionId) {
        for (Session session : sessions) if (session.id() == sessionId) return session;
        return null;
    }

    /// Finds or adds a session; when there are too many, at the cost of the one that was silent for longest.
    synchronized Opened open(long sessionId, Supplier<Session> begun) {
        Session known = findSession(sessionId);
        if (known != null) return new Opened(known, false, null);
        Session oldest = null;
        if (sessions.size() == Limits.SESSIONS_PER_KEY_MAX) {
            oldest = Collections.min(sessions, Comparator.comparing(Session::lastSeen));
            sessions.remove(oldest);
        }
        Session session = begun.get();
        sessions.add(session);
        return new Opened(session, true, oldest);
    }

    synchronized boolean remove(Session session) {
        return sessions.remove(session);
    }

    synchronized List<Session> sessions() {
        return List.copyOf(sessions);
    }

    synchronized boolean isUnused(Instant since) {
        return sessions.isEmpty() && lastUsed.isBefore(since);
    }

    void use(Instant now) {
        lastUsed = now;
    }
}
