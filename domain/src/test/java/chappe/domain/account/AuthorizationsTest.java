package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.AuthorizationRows.Session;
import chappe.domain.account.Authorizations.Wish;
import chappe.store.Partition;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorizationsTest {
    private static final String ADA = "+9996610001";

    @TempDir
    Path folder;

    private AccountWorld world;
    private UserId ada;
    private AuthKeyId first;
    private AuthKeyId second;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        ada = world.signUp(ADA, "Ada", "");
        first = new AuthKeyId(1);
        world.clock.advance(Duration.ofHours(25));
        second = world.key();
        world.signIn(ADA, second);
        world.settle();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aLoginIsListedWithItsDeviceAndDates() {
        Session listed = session(second);

        assertThat(listed.stored().deviceModel()).isEqualTo("Pi");
        assertThat(listed.stored().since())
                .isEqualTo((int) world.clock.instant().getEpochSecond());
        assertThat(listed.active()).isEqualTo(listed.stored().since());
        assertThat(listed.address()).isEqualTo("192.0.2.1");
        assertThat(listed.hash()).isNotZero().isNotEqualTo(session(first).hash());
        assertThat(world.authorizations.list(ada).ttlDays()).isEqualTo(180);
    }

    @Test
    void anEndedLoginIsGoneWhenTheCallReturns() {
        world.authorizations.end(ada, first, session(second).hash());

        assertThat(world.keys.loginOf(second)).isNull();
        assertThat(world.keys.find(second)).isNotNull();
        assertThat(world.keys.loginOf(first)).isEqualTo(ada);
        assertThat(world.logins(ada)).hasSize(1);
    }

    @Test
    void allOthersEndTogether() {
        AuthKeyId third = world.key();
        world.signIn(ADA, third);
        world.settle();

        world.authorizations.endOthers(ada, first);

        assertThat(world.keys.loginOf(second)).isNull();
        assertThat(world.keys.loginOf(third)).isNull();
        assertThat(world.keys.loginOf(first)).isEqualTo(ada);
        assertThat(world.logins(ada)).hasSize(1);
    }

    @Test
    void aFreshLoginEndsNoOthers() {
        refused(
                () -> world.authorizations.end(ada, second, session(first).hash()),
                RpcError.FRESH_RESET_AUTHORISATION_FORBIDDEN);
        refused(() -> world.authorizations.endOthers(ada, second), RpcError.FRESH_RESET_AUTHORISATION_FORBIDDEN);
        refused(() -> world.authorizations.setTtl(ada, second, 7), RpcError.FRESH_RESET_AUTHORISATION_FORBIDDEN);
        assertThat(world.keys.loginOf(first)).isEqualTo(ada);

        world.clock.advance(LoginLimits.AUTHORIZATION_FRESH);
        world.authorizations.endOthers(ada, second);

        assertThat(world.keys.loginOf(first)).isNull();
    }

    @Test
    void aHashThatNamesNoOtherLoginIsRefused() {
        refused(() -> world.authorizations.end(ada, first, 12), RpcError.HASH_INVALID);
        refused(() -> world.authorizations.end(ada, first, 0), RpcError.HASH_INVALID);
        refused(() -> world.authorizations.end(ada, first, session(first).hash()), RpcError.HASH_INVALID);
        refused(() -> world.authorizations.change(ada, first, 12, new Wish(true, null, null)), RpcError.HASH_INVALID);
        assertThat(world.logins(ada)).hasSize(2);
    }

    @Test
    void aNewLoginIsUnconfirmedUntilAnotherOneOrAWeekConfirmsIt() {
        AuthKeyId third = world.key();
        world.signIn(ADA, third);
        world.settle();
        assertThat(session(first).isUnconfirmed()).isFalse();
        assertThat(session(second).isUnconfirmed()).isTrue();

        world.authorizations.change(ada, first, session(second).hash(), new Wish(true, null, true));

        assertThat(session(second).isUnconfirmed()).isFalse();
        assertThat(session(second).refusesCalls()).isTrue();
        assertThat(session(second).refusesSecretChats()).isFalse();
        assertThat(session(third).isUnconfirmed()).isTrue();
        world.clock.advance(LoginLimits.AUTHORIZATION_AUTOCONFIRM);
        assertThat(session(third).isUnconfirmed()).isFalse();
    }

    @Test
    void theCallersOwnSettingsGoByHashZero() {
        world.authorizations.change(ada, second, 0, new Wish(false, true, null));

        assertThat(session(second).refusesSecretChats()).isTrue();
        assertThat(session(first).refusesSecretChats()).isFalse();
    }

    @Test
    void useIsWrittenOnceInAWhileOnly() {
        assertThat(world.authorizations.isUseDue(first)).isTrue();
        world.authorizations.noteUse(ada, first, "198.51.100.7");
        assertThat(session(first).active())
                .isEqualTo((int) world.clock.instant().getEpochSecond());
        assertThat(session(first).address()).isEqualTo("198.51.100.7");

        world.clock.advance(Duration.ofMinutes(9));
        assertThat(world.authorizations.isUseDue(first)).isFalse();
        world.authorizations.noteUse(ada, first, "203.0.113.1"); // another node that does not know of it
        assertThat(session(first).address()).isEqualTo("198.51.100.7");

        world.clock.advance(Duration.ofMinutes(1));
        assertThat(world.authorizations.isUseDue(first)).isTrue();
        world.authorizations.noteUse(ada, first, "203.0.113.1");
        assertThat(session(first).address()).isEqualTo("203.0.113.1");
    }

    @Test
    void anUnusedLoginEndsWhenItsMarkComes() {
        world.authorizations.setTtl(ada, first, 7);
        world.clock.advance(Duration.ofDays(4));
        world.authorizations.noteUse(ada, first, "192.0.2.1");
        world.clock.advance(Duration.ofDays(4));

        wake();

        assertThat(world.keys.loginOf(second)).isNull();
        assertThat(world.keys.loginOf(first)).isEqualTo(ada);
        assertThat(world.logins(ada)).hasSize(1);
        assertThat(world.store.due(world.clock.instant(), 10)).isEmpty();
        world.clock.advance(Duration.ofDays(3));
        wake();
        assertThat(world.keys.loginOf(first)).isNull();
    }

    @Test
    void aTimeThatNobodyMaySetIsRefused() {
        refused(() -> world.authorizations.setTtl(ada, first, 0), RpcError.TTL_DAYS_INVALID);
        refused(() -> world.authorizations.setTtl(ada, first, 367), RpcError.TTL_DAYS_INVALID);
    }

    @Test
    void aKeyThatLogsInAgainIsNotEndedByAnEarlierEnd() throws InterruptedException {
        long hash = session(second).hash();
        world.clock.advance(Duration.ofMinutes(1));
        world.post.pauseWhile(() -> {
            world.signIns.logOut(second);
            world.keys.login(second, ada, AccountWorld.client("192.0.2.1"));
            world.clock.advance(Duration.ofMinutes(1));
            endWithoutWaiting(hash);
        });
        world.settle();

        assertThat(world.keys.loginOf(second)).isEqualTo(ada);
        assertThat(session(second).stored().since())
                .isGreaterThan(session(first).stored().since());
    }

    /// The wait for the letter would not end while none is delivered: the thread is told to stop at once.
    private void endWithoutWaiting(long hash) {
        Thread.currentThread().interrupt();
        try {
            world.authorizations.end(ada, first, hash);
        } catch (chappe.store.StoreFault stopped) {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void wake() {
        for (Partition due : world.store.due(world.clock.instant(), 10)) {
            assertThat(due.kind()).isEqualTo(Partition.Kind.ACCOUNT);
            world.ending.endUnused(new UserId(due.number()));
        }
        world.settle();
    }

    private Session session(AuthKeyId key) {
        return world.authorizations.list(ada).sessions().stream()
                .filter(each -> each.authKeyId().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
