package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.SignIns.Login;
import chappe.domain.account.SignIns.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OversightTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";

    @TempDir
    Path folder;

    private AccountWorld world;
    private Oversight oversight;

    @BeforeEach
    void open() {
        world = new AccountWorld(folder);
        oversight = new Oversight(world.store, world.post, world.clock, world.claims, world.authorizations);
        oversight.register();
        world.deliver();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anAccountIsFoundByItsPhone() {
        UserId ada = world.signUp(ADA, "Ada", "Lovelace");

        assertThat(oversight.owner(world.numbers.get(ADA))).isEqualTo(ada);
        assertThat(oversight.owner(world.numbers.get(BOB))).isNull();
        assertThat(oversight.look(ada).profile().firstName()).isEqualTo("Ada");
        assertThat(oversight.look(ada).bannedSince()).isNull();
        assertThat(oversight.sessions(ada)).hasSize(1);
    }

    @Test
    void whatIsNoAccountIsRefused() {
        refused(() -> oversight.look(new UserId(1)), RpcError.USER_ID_INVALID);
        refused(() -> oversight.ban(new UserId(1)), RpcError.USER_ID_INVALID);
        refused(() -> oversight.unban(new UserId(1)), RpcError.USER_ID_INVALID);
        refused(() -> oversight.ban(UserId.SERVICE), RpcError.USER_ID_INVALID);
        assertThat(oversight.endSessions(new UserId(1))).isZero();
    }

    @Test
    void endingTheSessionsOfAnAccountEndsThemAllAtOnce() {
        UserId ada = world.signUp(ADA, "Ada", "");
        UserId bob = world.signUp(BOB, "Bob", "");
        AuthKeyId second = world.key();
        world.signIn(ADA, second);
        world.settle();

        assertThat(oversight.endSessions(ada)).isEqualTo(2);

        assertThat(world.keys.loginOf(second)).isNull();
        assertThat(oversight.sessions(ada)).isEmpty();
        assertThat(oversight.sessions(bob)).hasSize(1);
        assertThat(world.signIn(ADA, world.key())).isEqualTo(new Outcome.SignedIn(ada));
    }

    @Test
    void aBanEndsTheLoginsAndTheNumberGetsNoMoreCodes() {
        UserId ada = world.signUp(ADA, "Ada", "");
        AuthKeyId second = world.key();
        world.signIn(ADA, second);
        Login third = world.login(ADA, world.key());
        String hash = world.codes.send(third.phone(), "192.0.2.1").phoneCodeHash();
        world.settle();

        assertThat(oversight.ban(ada)).isTrue();
        assertThat(oversight.ban(ada)).isFalse();

        assertThat(world.keys.loginOf(second)).isNull();
        assertThat(oversight.look(ada).bannedSince()).isEqualTo(AccountWorld.START);
        refused(() -> world.signIns.signIn(third, hash, world.sent.last(third.phone())), RpcError.PHONE_CODE_EXPIRED);
        refused(() -> world.codes.send(third.phone(), "192.0.2.1"), RpcError.PHONE_NUMBER_BANNED);
    }

    @Test
    void aLoginThatCrossesTheBanIsEndedByTheAccount() {
        UserId ada = world.signUp(ADA, "Ada", "");
        oversight.ban(ada);
        AuthKeyId late = world.key();

        world.keys.login(late, ada, AccountWorld.client("192.0.2.1"));
        world.settle();

        assertThat(world.keys.loginOf(late)).isNull();
        assertThat(oversight.sessions(ada)).isEmpty();
    }

    @Test
    void aNumberWhoseAccountIsGoneIsUnbannedByItself() {
        UserId ada = world.signUp(ADA, "Ada", "");
        oversight.ban(ada);
        Phone phone = world.numbers.get(ADA);

        assertThat(oversight.unban(phone)).isTrue();
        assertThat(oversight.unban(phone)).isFalse();

        assertThat(world.codes.send(phone, "192.0.2.1").length()).isPositive();
    }

    @Test
    void whoIsUnbannedSignsInAgain() {
        UserId ada = world.signUp(ADA, "Ada", "");
        oversight.ban(ada);

        assertThat(oversight.unban(ada)).isTrue();
        assertThat(oversight.unban(ada)).isFalse();

        assertThat(world.signIn(ADA, world.key())).isEqualTo(new Outcome.SignedIn(ada));
        world.settle();
        assertThat(oversight.sessions(ada)).hasSize(1);
    }
}
