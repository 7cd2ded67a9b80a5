package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.Refusal;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.LoginCodes.SentCode;
import chappe.domain.account.SignIns.Login;
import chappe.domain.account.SignIns.Outcome;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.AccountProfile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignInsTest {
    private static final String ADA = "+9996610001";
    private static final String ADDRESS = "192.0.2.1";

    @TempDir
    Path folder;

    private AccountWorld world;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aNewPhoneSignsUpAndIsLoggedIn() {
        Login login = world.login(ADA, world.key());
        String hash = send(login).phoneCodeHash();

        Outcome proven = world.signIns.signIn(login, hash, code(login));
        UserId user = world.signIns.signUp(login, hash, new PersonName(" Ada ", "Lovelace"));

        assertThat(proven).isEqualTo(new Outcome.SignUpRequired());
        assertThat(world.keys.loginOf(login.authKeyId())).isEqualTo(user);
        AccountProfile profile = world.users.get(user);
        assertThat(profile.firstName()).isEqualTo("Ada");
        assertThat(profile.phone()).isEqualTo(9996610001L);
    }

    @Test
    void aKnownPhoneSignsInOnAnotherDevice() {
        UserId user = world.signUp(ADA, "Ada", "");
        AuthKeyId second = world.key();

        Outcome outcome = world.signIn(ADA, second);
        world.settle();

        assertThat(outcome).isEqualTo(new Outcome.SignedIn(user));
        assertThat(world.keys.loginOf(second)).isEqualTo(user);
        assertThat(world.logins(user)).hasSize(2);
    }

    @Test
    void loggingOutEndsOnlyThisKey() {
        UserId user = world.signUp(ADA, "Ada", "");
        AuthKeyId second = world.key();
        world.signIn(ADA, second);

        world.signIns.logOut(second);
        world.settle();

        assertThat(world.keys.loginOf(second)).isNull();
        assertThat(world.keys.find(second)).isNotNull();
        assertThat(world.logins(user))
                .extracting(AccountAuthorization::authKeyId)
                .containsExactly(1L);
    }

    @Test
    void logInsAndLogOutsOutliveARestart() {
        UserId user = world.signUp(ADA, "Ada", "");
        AuthKeyId second = world.key();
        world.signIn(ADA, second);
        world.signIns.logOut(second);
        world.settle();

        world.close();
        world = AccountWorld.open(folder);

        assertThat(world.keys.loginOf(new AuthKeyId(1))).isEqualTo(user);
        assertThat(world.keys.loginOf(second)).isNull();
    }

    @Test
    void aWrongCodeCostsATryAndTheLastTryTheCode() {
        Login login = world.login(ADA, world.key());
        String hash = send(login).phoneCodeHash();

        for (int i = 0; i < 5; i++) {
            refused(
                    () -> world.signIns.signIn(login, hash, world.sent.wrong(login.phone())),
                    RpcError.PHONE_CODE_INVALID);
        }

        refused(() -> world.signIns.signIn(login, hash, code(login)), RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void aRightCodeServesAfterFourWrongOnes() {
        Login login = world.login(ADA, world.key());
        String hash = send(login).phoneCodeHash();
        for (int i = 0; i < 4; i++) {
            refused(
                    () -> world.signIns.signIn(login, hash, world.sent.wrong(login.phone())),
                    RpcError.PHONE_CODE_INVALID);
        }

        Outcome outcome = world.signIns.signIn(login, hash, code(login));

        assertThat(outcome).isEqualTo(new Outcome.SignUpRequired());
    }

    @Test
    void aCodeExpires() {
        Login login = world.login(ADA, world.key());
        String hash = send(login).phoneCodeHash();

        world.clock.advance(CodePolicy.DEFAULT.lifetime());

        refused(() -> world.signIns.signIn(login, hash, code(login)), RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void aCodeServesOnce() {
        world.signUp(ADA, "Ada", "");
        Login login = world.login(ADA, world.key());
        String hash = send(login).phoneCodeHash();
        world.signIns.signIn(login, hash, code(login));

        refused(() -> world.signIns.signIn(login, hash, code(login)), RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void aProvenCodeMayBeGivenAgainUnderTheSameKeyOnly() {
        Login login = world.login(ADA, world.key());
        Login other = world.login(ADA, world.key());
        String hash = send(login).phoneCodeHash();
        world.signIns.signIn(login, hash, code(login));

        Outcome again = world.signIns.signIn(login, hash, code(login));

        assertThat(again).isEqualTo(new Outcome.SignUpRequired());
        refused(() -> world.signIns.signIn(other, hash, code(login)), RpcError.PHONE_CODE_EXPIRED);
        refused(() -> world.signIns.signUp(other, hash, new PersonName("Eve", "")), RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void aSignUpNeedsAProvenCode() {
        Login login = world.login(ADA, world.key());
        String hash = send(login).phoneCodeHash();

        refused(() -> world.signIns.signUp(login, hash, new PersonName("Ada", "")), RpcError.PHONE_CODE_EXPIRED);
        refused(
                () -> world.signIns.signUp(login, "no such hash", new PersonName("Ada", "")),
                RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void aCodeOfOnePhoneDoesNotOpenAnother() {
        Login ada = world.login(ADA, world.key());
        Login bob = world.login("+9996610002", world.key());
        String hash = send(ada).phoneCodeHash();

        refused(() -> world.signIns.signIn(bob, hash, code(ada)), RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void aStrangersCodeDoesNotEndTheOwners() {
        Login owner = world.login(ADA, world.key());
        String hash = send(owner).phoneCodeHash();
        String code = code(owner);
        send(world.login(ADA, world.key()));

        Outcome outcome = world.signIns.signIn(owner, hash, code);

        assertThat(outcome).isEqualTo(new Outcome.SignUpRequired());
    }

    @Test
    void aCodeIsSentAgainUnderTheSameHash() {
        Login login = world.login(ADA, world.key());
        SentCode first = send(login);
        String former = code(login);
        world.clock.advance(first.resendAfter());

        SentCode second = world.codes.resend(login.phone(), first.phoneCodeHash(), ADDRESS);

        assertThat(second.phoneCodeHash()).isEqualTo(first.phoneCodeHash());
        assertThat(code(login)).isNotEqualTo(former);
        refused(() -> world.signIns.signIn(login, first.phoneCodeHash(), former), RpcError.PHONE_CODE_INVALID);
        assertThat(world.signIns.signIn(login, first.phoneCodeHash(), code(login)))
                .isEqualTo(new Outcome.SignUpRequired());
    }

    @Test
    void aCodeIsNotSentAgainTooEarlyOrTooOften() {
        Login login = world.login(ADA, world.key());
        String hash = send(login).phoneCodeHash();

        world.clock.advance(Duration.ofSeconds(10));
        Refusal early = refused(() -> world.codes.resend(login.phone(), hash, ADDRESS), RpcError.FLOOD_WAIT_X);
        for (int i = 0; i < CodePolicy.DEFAULT.resendsMax(); i++) {
            world.clock.advance(CodePolicy.DEFAULT.resendAfter());
            world.codes.resend(login.phone(), hash, ADDRESS);
        }

        assertThat(early.number()).isEqualTo(50);
        refused(() -> world.codes.resend(login.phone(), hash, ADDRESS), RpcError.SEND_CODE_UNAVAILABLE);
    }

    @Test
    void aCancelledCodeIsGone() {
        Login login = world.login(ADA, world.key());
        String hash = send(login).phoneCodeHash();

        world.codes.cancel(login.phone(), hash);

        refused(() -> world.signIns.signIn(login, hash, code(login)), RpcError.PHONE_CODE_EXPIRED);
        refused(() -> world.codes.cancel(login.phone(), hash), RpcError.PHONE_CODE_EXPIRED);
        refused(() -> world.codes.resend(login.phone(), hash, ADDRESS), RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void aCodeThatCouldNotBeHandedOnIsAnError() {
        Login login = world.login(ADA, world.key());
        world.sent.breakDown();

        refused(() -> send(login), RpcError.SMS_CODE_CREATE_FAILED);
    }

    @Test
    void aLoginNeedsAKeyThatLives() {
        AuthKeyId key = world.key();
        Login login = world.login(ADA, key);
        String hash = send(login).phoneCodeHash();
        world.signIns.signIn(login, hash, code(login));
        world.keys.destroy(key);

        refused(() -> world.signIns.signUp(login, hash, new PersonName("Ada", "")), RpcError.AUTH_KEY_UNREGISTERED);
    }

    private SentCode send(Login login) {
        return world.codes.send(login.phone(), ADDRESS);
    }

    private String code(Login login) {
        return world.sent.last(login.phone());
    }
}
