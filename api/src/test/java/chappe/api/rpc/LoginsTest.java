package chappe.api.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// R10: how long a login that another node ended may still be believed.
final class LoginsTest {
    private static final AuthKeyId KEY = new AuthKeyId(7);
    private static final UserId ALICE = new UserId(11);

    private final Map<AuthKeyId, UserId> stored = new HashMap<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Logins logins = new Logins(stored::get, nanos::get);

    @Test
    void aLoginIsBelievedForTenSecondsAtMost() {
        stored.put(KEY, ALICE);
        logins.find(KEY);
        stored.remove(KEY);

        nanos.set(Duration.ofSeconds(9).toNanos());
        assertThat(logins.find(KEY)).isEqualTo(ALICE);
        nanos.set(Duration.ofSeconds(10).toNanos());
        assertThat(logins.find(KEY)).isNull();
    }

    @Test
    void aKeyThatChangedIsLookedUpAtOnce() {
        stored.put(KEY, ALICE);
        logins.find(KEY);
        stored.remove(KEY);

        logins.forget(KEY);

        assertThat(logins.find(KEY)).isNull();
    }

    @Test
    void nobodyIsNeverRemembered() {
        assertThat(logins.find(KEY)).isNull();

        stored.put(KEY, ALICE);

        assertThat(logins.find(KEY)).isEqualTo(ALICE);
    }
}
