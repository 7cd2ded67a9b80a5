package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.AccountDaysTTL;
import chappe.wire.InputCheckPasswordEmpty;
import chappe.wire.InputCheckPasswordSRP;
import chappe.wire.InputUserSelf;
import chappe.wire.User;
import chappe.wire.account.DeleteAccount;
import chappe.wire.account.GetAccountTTL;
import chappe.wire.account.SetAccountTTL;
import chappe.wire.auth.AuthorizationSignUpRequired;
import chappe.wire.auth.SignIn;
import chappe.wire.users.GetUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountEndTest {
    private static final String ADA = "+9996610001";
    private static final String PASSWORD = "correct horse";
    private static final GetUsers SELF = new GetUsers(List.of(new InputUserSelf()));
    private static final DeleteAccount DELETE = new DeleteAccount.Builder("tired").build();

    @TempDir
    Path folder;

    private Desk desk;
    private Client phone;
    private User ada;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        phone = desk.client();
        ada = phone.signUp(ADA, "Ada", "Lovelace");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aDeletedAccountIsShownAsDeletedAndItsSessionsAreTurnedAway() {
        Client bobs = desk.client();
        User bob = bobs.signUp("+9996620001", "Bob", "");
        Client laptop = desk.client();
        laptop.signIn(ADA);
        desk.settle();

        Boolean deleted = phone.call(DELETE);

        assertThat(deleted).isTrue();
        assertThat(phone.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(laptop.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertShownAsDeleted(bobs, bob);
        desk.settle();
        assertShownAsDeleted(bobs, bob);
        assertThat(signInAgain(desk.client())).isEqualTo("sign-up required");
    }

    @Test
    void theTimeWithoutUseIsKept() {
        assertThat(phone.call(new GetAccountTTL())).isEqualTo(new AccountDaysTTL(548));

        phone.call(new SetAccountTTL(new AccountDaysTTL(30)));

        assertThat(phone.call(new GetAccountTTL())).isEqualTo(new AccountDaysTTL(30));
        assertThat(phone.refusal(new SetAccountTTL(new AccountDaysTTL(29)))).isEqualTo("400 TTL_DAYS_INVALID");
        assertThat(phone.refusal(new SetAccountTTL(new AccountDaysTTL(731)))).isEqualTo("400 TTL_DAYS_INVALID");
    }

    @Test
    void thePasswordIsProvenWhereThereIsOne() {
        var owner = new PasswordClient(phone);
        owner.set(PASSWORD, "");
        InputCheckPasswordSRP wrong = owner.proof("wrong");
        InputCheckPasswordSRP used = owner.proof("wrong");

        assertThat(phone.refusal(with(wrong))).isEqualTo("400 PASSWORD_HASH_INVALID");
        assertThat(phone.refusal(with(wrong))).isEqualTo("400 SRP_ID_INVALID");
        assertThat(phone.refusal(with(new InputCheckPasswordSRP(used.srpId(), new byte[0], used.m1()))))
                .isEqualTo("400 SRP_A_INVALID");
        assertThat(phone.call(SELF)).hasSize(1);

        assertThat(phone.call(with(owner.proof(PASSWORD)))).isTrue();
        assertThat(phone.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    }

    @Test
    void aProofOfAFormerPasswordDeletesNothing() {
        var owner = new PasswordClient(phone);
        owner.set(PASSWORD, "");
        InputCheckPasswordSRP former = owner.proof(PASSWORD);
        phone.call(new chappe.wire.account.UpdatePasswordSettings(
                owner.proof(PASSWORD), owner.newSettings("another", "", null)));

        assertThat(phone.refusal(with(former))).isEqualTo("400 SRP_PASSWORD_CHANGED");
    }

    @Test
    void whoHasForgottenThePasswordBeginsAnewInAWeek() {
        new PasswordClient(phone).set(PASSWORD, "");
        Client second = desk.client();
        assertThat(signInAgain(second)).isEqualTo("401 SESSION_PASSWORD_NEEDED");

        assertThat(second.refusal(DELETE)).isEqualTo("420 2FA_CONFIRM_WAIT_604800");
        desk.clock.advance(Duration.ofDays(3));
        assertThat(phone.refusal(new DeleteAccount.Builder("")
                        .password(new InputCheckPasswordEmpty())
                        .build()))
                .isEqualTo("420 2FA_CONFIRM_WAIT_345600");
        desk.clock.advance(Duration.ofDays(4));
        desk.wake();

        assertThat(phone.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(signInAgain(desk.client())).isEqualTo("sign-up required");
    }

    @Test
    void aLogInWithThePasswordKeepsTheAccount() {
        new PasswordClient(phone).set(PASSWORD, "");
        Client second = desk.client();
        signInAgain(second);
        second.refusal(DELETE);
        desk.clock.advance(Duration.ofDays(1));
        Client owners = desk.client();
        signInAgain(owners);

        new PasswordClient(owners).check(PASSWORD);
        desk.settle();
        desk.clock.advance(Duration.ofDays(8));
        desk.wake();

        assertThat(phone.call(SELF)).hasSize(1);
    }

    @Test
    void nobodyDeletesAnAccountWithoutALogIn() {
        assertThat(desk.client().refusal(DELETE)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    }

    private void assertShownAsDeleted(Client viewer, User self) {
        var shown =
                (User) viewer.call(new GetUsers(List.of(viewer.to(self, ada)))).getFirst();
        assertThat(shown.deleted()).isTrue();
        assertThat(shown.firstName()).isNull();
        assertThat(shown.phone()).isNull();
        assertThat(shown.accessHash()).isNotNull();
    }

    private static DeleteAccount with(InputCheckPasswordSRP proof) {
        return new DeleteAccount.Builder("").password(proof).build();
    }

    /// What a right code leads to.
    private static String signInAgain(Client client) {
        String hash = client.sendCode(ADA);
        var signIn = new SignIn.Builder(ADA, hash).phoneCode(client.code(ADA)).build();
        return client.outcome(
                signIn, answer -> answer instanceof AuthorizationSignUpRequired ? "sign-up required" : "in");
    }
}
