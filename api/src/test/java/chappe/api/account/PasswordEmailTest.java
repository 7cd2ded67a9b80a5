package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.LoginLimits;
import chappe.wire.InputCheckPasswordEmpty;
import chappe.wire.User;
import chappe.wire.account.CancelPasswordEmail;
import chappe.wire.account.ConfirmPasswordEmail;
import chappe.wire.account.DeclinePasswordReset;
import chappe.wire.account.GetPasswordSettings;
import chappe.wire.account.Password;
import chappe.wire.account.PasswordInputSettings;
import chappe.wire.account.ResendPasswordEmail;
import chappe.wire.account.ResetPassword;
import chappe.wire.account.ResetPasswordFailedWait;
import chappe.wire.account.ResetPasswordOk;
import chappe.wire.account.ResetPasswordRequestedWait;
import chappe.wire.account.UpdatePasswordSettings;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.CheckRecoveryPassword;
import chappe.wire.auth.RecoverPassword;
import chappe.wire.auth.RequestPasswordRecovery;
import chappe.wire.auth.SignIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recovery e-mail, what it recovers, and the reset where there is none.
final class PasswordEmailTest {
    private static final String ADA = "+9996610001";
    private static final String MAIL = "ada@example.org";
    private static final String PASSWORD = "correct horse";
    private static final RequestPasswordRecovery REQUEST = new RequestPasswordRecovery();

    @TempDir
    Path folder;

    private Desk desk;
    private Client client;
    private PasswordClient owner;
    private User ada;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        client = desk.client();
        owner = new PasswordClient(client);
        ada = client.signUp(ADA, "Ada", "Lovelace");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aFirstPasswordWithAnEmailCountsOnceTheCodeCameBack() {
        String refusal = setWithEmail();
        Password waiting = owner.state();
        User meanwhile = desk.client().signIn(ADA);
        String wrong = client.refusal(new ConfirmPasswordEmail(desk.mailer.wrongCode()));

        client.call(new ConfirmPasswordEmail(desk.mailer.lastCode()));

        assertThat(refusal).isEqualTo("400 EMAIL_UNCONFIRMED_6");
        assertThat(desk.mailer.last().address()).isEqualTo(MAIL);
        assertThat(desk.mailer.last().subject()).doesNotContain(desk.mailer.lastCode());
        assertThat(waiting.hasPassword()).isFalse();
        assertThat(waiting.emailUnconfirmedPattern()).isEqualTo("a***a@example.org");
        assertThat(meanwhile.id()).isEqualTo(ada.id());
        assertThat(wrong).isEqualTo("400 CODE_INVALID");
        Password state = owner.state();
        assertThat(state.hasPassword()).isTrue();
        assertThat(state.hasRecovery()).isTrue();
        assertThat(state.hint()).isEqualTo("animal");
        assertThat(state.emailUnconfirmedPattern()).isNull();
        assertThat(client.call(new GetPasswordSettings(owner.proof(PASSWORD))).email())
                .isEqualTo(MAIL);
        assertThat(client.refusal(new ConfirmPasswordEmail(desk.mailer.lastCode())))
                .isEqualTo("400 EMAIL_HASH_EXPIRED");
    }

    @Test
    void anEmailThatIsAddedLaterWaitsAloneWhileThePasswordCounts() {
        owner.set(PASSWORD, "");

        String refusal = update(PASSWORD, PasswordClient.email(MAIL));
        Password waiting = owner.state();
        client.call(new ResendPasswordEmail());
        client.call(new ConfirmPasswordEmail(desk.mailer.lastCode()));

        assertThat(refusal).isEqualTo("400 EMAIL_UNCONFIRMED_6");
        assertThat(waiting.hasPassword()).isTrue();
        assertThat(waiting.hasRecovery()).isFalse();
        assertThat(desk.mailer.count()).isEqualTo(2);
        assertThat(owner.state().hasRecovery()).isTrue();
        assertThat(client.call(new UpdatePasswordSettings(owner.proof(PASSWORD), PasswordClient.email(MAIL))))
                .isTrue();
        client.call(new UpdatePasswordSettings(owner.proof(PASSWORD), PasswordClient.email("")));
        assertThat(owner.state().hasRecovery()).isFalse();
        assertThat(owner.state().hasPassword()).isTrue();
    }

    @Test
    void aChangedPasswordKeepsItsEmailAndANewEmailReplacesItOnceConfirmed() {
        setAndConfirm();

        client.call(new UpdatePasswordSettings(owner.proof(PASSWORD), owner.newSettings("battery", "", null)));
        String refusal = update("battery", owner.newSettings("staple", "", "countess@example.org"));
        String before =
                client.call(new GetPasswordSettings(owner.proof("staple"))).email();
        client.call(new ConfirmPasswordEmail(desk.mailer.lastCode()));

        assertThat(refusal).isEqualTo("400 EMAIL_UNCONFIRMED_6");
        assertThat(before).isEqualTo(MAIL);
        assertThat(client.call(new GetPasswordSettings(owner.proof("staple"))).email())
                .isEqualTo("countess@example.org");
    }

    @Test
    void anEmailThatIsCancelledWaitsNoMore() {
        setWithEmail();

        client.call(new CancelPasswordEmail());

        assertThat(owner.state().emailUnconfirmedPattern()).isNull();
        assertThat(client.refusal(new ConfirmPasswordEmail(desk.mailer.lastCode())))
                .isEqualTo("400 EMAIL_HASH_EXPIRED");
        assertThat(client.refusal(new ResendPasswordEmail())).isEqualTo("400 EMAIL_HASH_EXPIRED");
        assertThat(client.refusal(new CancelPasswordEmail())).isEqualTo("400 EMAIL_HASH_EXPIRED");
        setWithEmail();
        client.call(new UpdatePasswordSettings(new InputCheckPasswordEmpty(), PasswordClient.removal()));
        assertThat(owner.state().emailUnconfirmedPattern()).isNull();
    }

    @Test
    void aCodeOfAnEmailSurvivesFiveWrongTriesAndAnHour() {
        setWithEmail();
        for (int i = 0; i < LoginLimits.EMAIL_CODE_TRIES_MAX; i++) {
            assertThat(client.refusal(new ConfirmPasswordEmail(desk.mailer.wrongCode())))
                    .isEqualTo("400 CODE_INVALID");
        }
        assertThat(client.refusal(new ConfirmPasswordEmail(desk.mailer.lastCode())))
                .isEqualTo("400 EMAIL_HASH_EXPIRED");

        client.call(new ResendPasswordEmail());
        assertThat(client.refusal(new ConfirmPasswordEmail(" "))).isEqualTo("400 CODE_INVALID");
        desk.clock.advance(LoginLimits.EMAIL_CODE_KEPT);
        assertThat(client.refusal(new ConfirmPasswordEmail(desk.mailer.lastCode())))
                .isEqualTo("400 EMAIL_HASH_EXPIRED");

        client.call(new ResendPasswordEmail());
        client.call(new ConfirmPasswordEmail(desk.mailer.lastCode()));
        assertThat(owner.state().hasPassword()).isTrue();
    }

    @Test
    void emailsAreSentSoOftenOnly() {
        setWithEmail();
        for (int i = 1; i < LoginLimits.EMAILS_AN_HOUR; i++) client.call(new ResendPasswordEmail());

        assertThat(client.refusal(new ResendPasswordEmail())).isEqualTo("420 FLOOD_WAIT_720");
        client.call(new CancelPasswordEmail());
        assertThat(setWithEmail()).isEqualTo("420 FLOOD_WAIT_720");
        assertThat(desk.mailer.count()).isEqualTo(LoginLimits.EMAILS_AN_HOUR);
        assertThat(owner.state().emailUnconfirmedPattern()).isNull();
    }

    @Test
    void anEmailThatCannotBeReachedIsRefusedAndNothingWaits() {
        assertThat(setWithEmail("no address")).isEqualTo("400 EMAIL_INVALID");
        assertThat(setWithEmail("a@b.org\r\nBcc: x@y.org")).isEqualTo("400 EMAIL_INVALID");
        assertThat(setWithEmail("a".repeat(250) + "@b.org")).isEqualTo("400 EMAIL_INVALID");
        desk.mailer.breakDown();
        assertThat(setWithEmail()).isEqualTo("400 EMAIL_INVALID");
        desk.mailer.withdraw();
        assertThat(setWithEmail()).isEqualTo("400 EMAIL_NOT_ALLOWED");

        assertThat(owner.state().hasPassword()).isFalse();
        assertThat(owner.state().emailUnconfirmedPattern()).isNull();
    }

    @Test
    void aMailServerThatFailsAtTheSecondLetterIsAnInvalidEmail() {
        setWithEmail();
        desk.mailer.breakDown();

        assertThat(client.refusal(new ResendPasswordEmail())).isEqualTo("400 EMAIL_INVALID");
        desk.mailer.withdraw();
        assertThat(client.refusal(new ResendPasswordEmail())).isEqualTo("400 EMAIL_HASH_EXPIRED");
    }

    @Test
    void aForgottenPasswordIsReplacedByACodeFromTheRecoveryEmail() {
        setAndConfirm();
        Client second = awaited();
        var phone = new PasswordClient(second);

        String pattern = second.call(REQUEST).emailPattern();
        boolean isRight = second.call(new CheckRecoveryPassword(desk.mailer.lastCode()));
        PasswordInputSettings settings = phone.newSettings("battery staple", "new", null);
        var entered = (Authorization) second.call(new RecoverPassword.Builder(desk.mailer.lastCode())
                .newSettings(settings)
                .build());

        assertThat(pattern).isEqualTo("a***a@example.org");
        assertThat(desk.mailer.last().address()).isEqualTo(MAIL);
        assertThat(isRight).isTrue();
        assertThat(((User) entered.user()).id()).isEqualTo(ada.id());
        assertThat(phone.state().hasRecovery()).isTrue();
        assertThat(new PasswordClient(awaited()).check("battery staple")).isNotNull();
        assertThat(second.refusal(new CheckRecoveryPassword(desk.mailer.lastCode())))
                .isEqualTo("400 PASSWORD_RECOVERY_EXPIRED");
    }

    @Test
    void aPasswordMayBeRecoveredIntoNone() {
        setAndConfirm();
        Client second = awaited();
        second.call(REQUEST);

        second.call(new RecoverPassword.Builder(desk.mailer.lastCode()).build());

        assertThat(owner.state().hasPassword()).isFalse();
        assertThat(owner.state().hasRecovery()).isFalse();
        assertThat(desk.client().signIn(ADA).id()).isEqualTo(ada.id());
    }

    @Test
    void everyRefusalOfTheRecoveryIsKnownToClients() {
        Client stranger = desk.client();
        assertThat(stranger.refusal(REQUEST)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(client.refusal(REQUEST)).isEqualTo("400 PASSWORD_EMPTY");
        owner.set(PASSWORD, "");
        Client second = awaited();
        assertThat(second.refusal(REQUEST)).isEqualTo("400 PASSWORD_RECOVERY_NA");
        update(PASSWORD, PasswordClient.email(MAIL));
        assertThat(second.refusal(REQUEST)).isEqualTo("400 PASSWORD_RECOVERY_NA");
        client.call(new ConfirmPasswordEmail(desk.mailer.lastCode()));

        assertThat(second.refusal(recover("123456"))).isEqualTo("400 PASSWORD_RECOVERY_EXPIRED");
        second.call(REQUEST);
        String wrong = desk.mailer.wrongCode();
        assertThat(second.refusal(new CheckRecoveryPassword(" "))).isEqualTo("400 CODE_EMPTY");
        assertThat(second.refusal(recover(""))).isEqualTo("400 CODE_EMPTY");
        assertThat(second.refusal(new CheckRecoveryPassword(wrong))).isEqualTo("400 CODE_INVALID");
        assertThat(second.refusal(recover(wrong))).isEqualTo("400 CODE_INVALID");
        PasswordInputSettings settings = owner.newSettings("x", "", null);
        assertThat(second.refusal(recovered(PasswordClient.email("b@example.org"))))
                .isEqualTo("400 NEW_SETTINGS_INVALID");
        var otherSalt = PasswordClient.algo(Objects.requireNonNull(settings.newAlgo()));
        otherSalt.salt1()[0] ^= 1;
        assertThat(second.refusal(recovered(settings))).isEqualTo("400 NEW_SALT_INVALID");
        assertThat(owner.state().hasPassword()).isTrue();

        desk.clock.advance(LoginLimits.EMAIL_CODE_KEPT);
        assertThat(awaited().refusal(recover(desk.mailer.lastCode()))).isEqualTo("400 PASSWORD_RECOVERY_EXPIRED");
        desk.mailer.breakDown();
        assertThat(client.refusal(REQUEST)).isEqualTo("400 PASSWORD_RECOVERY_NA");
    }

    @Test
    void recoveryCodesAreGuessedSoOftenOnly() {
        setAndConfirm();
        Client second = awaited();
        for (int guess = 0; guess < LoginLimits.WRONG_EMAIL_CODES_A_DAY; guess++) {
            if (guess % LoginLimits.EMAIL_CODE_TRIES_MAX == 0) second.call(REQUEST);
            assertThat(second.refusal(recover(desk.mailer.wrongCode()))).isEqualTo("400 CODE_INVALID");
        }
        second.call(REQUEST);

        assertThat(second.refusal(recover(desk.mailer.lastCode()))).isEqualTo("420 FLOOD_WAIT_8640");
        for (int i = 3; i < LoginLimits.EMAILS_AN_HOUR; i++) second.call(REQUEST);
        assertThat(second.refusal(REQUEST)).isEqualTo("420 FLOOD_WAIT_720");
        assertThat(new PasswordClient(second).check(PASSWORD)).isNotNull();
    }

    @Test
    void aPasswordIsGoneAWeekAfterItsResetWasAskedFor() {
        owner.set(PASSWORD, "");
        var asked = (ResetPasswordRequestedWait) client.call(new ResetPassword());
        desk.clock.advance(Duration.ofDays(6));
        var again = (ResetPasswordRequestedWait) client.call(new ResetPassword());
        Password waiting = owner.state();
        awaited();

        desk.clock.advance(Duration.ofDays(1));
        User entered = desk.client().signIn(ADA);
        Password gone = owner.state();
        var done = client.call(new ResetPassword());

        assertThat(asked.untilDate()).isEqualTo((int) desk.clock.instant().getEpochSecond());
        assertThat(again).isEqualTo(asked);
        assertThat(waiting.pendingResetDate()).isEqualTo(asked.untilDate());
        assertThat(entered.id()).isEqualTo(ada.id());
        assertThat(gone.hasPassword()).isFalse();
        assertThat(gone.pendingResetDate()).isNull();
        assertThat(done).isEqualTo(new ResetPasswordOk());
        assertThat(client.refusal(new ResetPassword())).isEqualTo("400 PASSWORD_EMPTY");
        owner.set("battery staple", "");
        assertThat(awaited()).isNotNull();
    }

    @Test
    void aResetThatWasDeclinedMayBeAskedForAgainInADay() {
        assertThat(client.refusal(new DeclinePasswordReset())).isEqualTo("400 RESET_REQUEST_MISSING");
        owner.set(PASSWORD, "");
        assertThat(client.refusal(new DeclinePasswordReset())).isEqualTo("400 RESET_REQUEST_MISSING");
        client.call(new ResetPassword());

        client.call(new DeclinePasswordReset());
        var declined = (ResetPasswordFailedWait) client.call(new ResetPassword());
        Integer date = owner.state().pendingResetDate();
        desk.clock.advance(LoginLimits.PASSWORD_RESET_RETRY);
        var again = client.call(new ResetPassword());

        assertThat(declined.retryDate()).isEqualTo((int) desk.clock.instant().getEpochSecond());
        assertThat(date).isNull();
        assertThat(again).isInstanceOf(ResetPasswordRequestedWait.class);
        client.call(new UpdatePasswordSettings(owner.proof(PASSWORD), owner.newSettings("battery", "", null)));
        desk.clock.advance(LoginLimits.PASSWORD_RESET_WAIT);
        assertThat(owner.state().hasPassword()).isTrue();
        assertThat(client.refusal(new DeclinePasswordReset())).isEqualTo("400 RESET_REQUEST_MISSING");
    }

    private static RecoverPassword recover(String code) {
        return new RecoverPassword.Builder(code).build();
    }

    private RecoverPassword recovered(PasswordInputSettings settings) {
        return new RecoverPassword.Builder(desk.mailer.lastCode())
                .newSettings(settings)
                .build();
    }

    private String setWithEmail() {
        return setWithEmail(MAIL);
    }

    private String setWithEmail(String email) {
        return client.refusal(new UpdatePasswordSettings(
                new InputCheckPasswordEmpty(), owner.newSettings(PASSWORD, "animal", email)));
    }

    private void setAndConfirm() {
        setWithEmail();
        client.call(new ConfirmPasswordEmail(desk.mailer.lastCode()));
    }

    private String update(String password, PasswordInputSettings settings) {
        return client.refusal(new UpdatePasswordSettings(owner.proof(password), settings));
    }

    /// A client that has given the right code and waits for the password.
    private Client awaited() {
        Client second = desk.client();
        String hash = second.sendCode(ADA);
        assertThat(second.refusal(new SignIn.Builder(ADA, hash)
                        .phoneCode(second.code(ADA))
                        .build()))
                .isEqualTo("401 SESSION_PASSWORD_NEEDED");
        return second;
    }
}
