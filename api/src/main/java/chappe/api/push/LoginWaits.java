package chappe.api.push;

import chappe.api.rpc.Receiver;
import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.wire.UpdateLoginToken;
import chappe.wire.UpdateShort;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;

/// The sessions that show a QR code and are not logged in: nobody's box leads to them, so they are told by their key.
///
/// A notice that is lost costs the client nothing but the seconds until its token expires and it asks again.
/// Thread-safe.
public final class LoginWaits {
    private final Clock clock;
    private final Cache<AuthKeyId, Receiver> waiting = Caffeine.newBuilder()
            .maximumSize(LoginLimits.LOGIN_WAITS_MAX)
            .expireAfterWrite(LoginLimits.LOGIN_TOKEN_LIFETIME.plus(LoginLimits.LOGIN_TOKEN_ACCEPTED_KEPT))
            .executor(Runnable::run)
            .build();

    public LoginWaits(Clock clock) {
        this.clock = clock;
    }

    /// A session shows a code from now on. To be called before the code can be accepted.
    public void await(AuthKeyId key, Receiver session) {
        waiting.put(key, session);
    }

    /// Whether a session of this key is to be told. Quick: it is asked at every commit of a key.
    public boolean follows(AuthKeyId key) {
        return waiting.getIfPresent(key) != null;
    }

    /// Tells the session that its code was accepted
    /// ([updateLoginToken](https://core.telegram.org/constructor/updateLoginToken)), once.
    public void accepted(AuthKeyId key) {
        Receiver session = waiting.asMap().remove(key);
        if (session == null) return;
        session.push(
                new UpdateShort(new UpdateLoginToken(), (int) clock.instant().getEpochSecond()));
    }
}
