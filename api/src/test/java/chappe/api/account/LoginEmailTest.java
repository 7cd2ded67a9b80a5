package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.LoginLimits;
import chappe.wire.EmailVerification;
import chappe.wire.EmailVerificationApple;
import chappe.wire.EmailVerificationCode;
import chappe.wire.EmailVerificationGoogle;
import chappe.wire.EmailVerifyPurposeLoginChange;
import chappe.wire.EmailVerifyPurposeLoginSetup;
import chappe.wire.EmailVerifyPurposePassport;
import chappe.wire.User;
import chappe.wire.account.EmailVerified;
import chappe.wire.account.SendVerifyEmailCode;
import chappe.wire.account.SentEmailCode;
import chappe.wire.account.VerifyEmail;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.ResendCode;
import chappe.wire.auth.ResetLoginEmail;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SentCodeTypeEmailCode;
import chappe.wire.auth.SentCodeTypeSms;
import chappe.wire.auth.SignIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Login codes by e-mail.
final class LoginEmailTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";
    private static final String MAIL = "ada@example.org";
    private static final String PATTERN = "a***a@example.org";
    private static final EmailVerifyPurposeLoginChange LOGIN = new EmailVerifyPurposeLoginChange();

    @TempDir
    Path folder;

    private Desk desk;
    private Client client;
    private User ada;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        client = desk.client();
        ada = client.signUp(ADA, "Ada", "Lovelace");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void codesGoToAnEmailThatItsOwnerHasConfirmed() {
        SentEmailCode asked = client.call(new SendVerifyEmailCode(LOGIN, MAIL));
        String unconfirmed = new PasswordClient(client).state().loginEmailPattern();
        var confirmed = (EmailVerified) client.call(verify(desk.mailer.lastCode()));
        desk.codes.clear();

        Client second = desk.client();
        SentCode sent = sendCode(second);
        User entered = entered(second, sent);

        assertThat(asked).isEqualTo(new SentEmailCode(PATTERN, 6));
        assertThat(unconfirmed).isNull();
        assertThat(confirmed.email()).isEqualTo(MAIL);
        assertThat(new PasswordClient(client).state().loginEmailPattern()).isEqualTo(PATTERN);
        assertThat(sent.type())
                .isEqualTo(new SentCodeTypeEmailCode.Builder(PATTERN, 5)
                        .resetAvailablePeriod((int) LoginLimits.LOGIN_EMAIL_RESET_WAIT.toSeconds())
                        .build());
        assertThat(sent.nextType()).isNull();
        assertThat(entered.id()).isEqualTo(ada.id());
        assertThat(desk.codes).isEmpty();
        assertThat(desk.mailer.last().address()).isEqualTo(MAIL);
    }

    @Test
    void aCodeThatIsAskedForAgainGoesToTheEmailToo() {
        set();
        Client second = desk.client();
        SentCode sent = sendCode(second);
        desk.codes.clear();
        desk.clock.advance(Duration.ofSeconds(60));

        var again = (SentCode) second.call(new ResendCode.Builder(ADA, sent.phoneCodeHash()).build());

        assertThat(again.type()).isInstanceOf(SentCodeTypeEmailCode.class);
        assertThat(desk.codes).isEmpty();
        assertThat(entered(second, again).id()).isEqualTo(ada.id());
    }

    @Test
    void aLostMailboxIsLeftAWeekAfterThatWasAskedFor() {
        set();
        Client second = desk.client();
        SentCode sent = sendCode(second);

        var waiting = (SentCode) second.call(new ResetLoginEmail(ADA, sent.phoneCodeHash()));
        String again = second.refusal(new ResetLoginEmail(ADA, sent.phoneCodeHash()));
        int due = (int)
                desk.clock.instant().plus(LoginLimits.LOGIN_EMAIL_RESET_WAIT).getEpochSecond();
        String told = desk.mailer.last().text();
        desk.clock.advance(LoginLimits.LOGIN_EMAIL_RESET_WAIT);
        SentCode after = sendCode(second);

        assertThat(waiting.phoneCodeHash()).isEqualTo(sent.phoneCodeHash());
        assertThat(((SentCodeTypeEmailCode) waiting.type()).resetPendingDate()).isEqualTo(due);
        assertThat(((SentCodeTypeEmailCode) waiting.type()).resetAvailablePeriod())
                .isNull();
        assertThat(again).isEqualTo("400 TASK_ALREADY_EXISTS");
        assertThat(told).contains("In a week");
        assertThat(after.type()).isEqualTo(new SentCodeTypeSms(5));
        assertThat(new PasswordClient(client).state().loginEmailPattern()).isNull();
        assertThat(second.signIn(ADA).id()).isEqualTo(ada.id());
    }

    @Test
    void aCodeByTelephoneFollowsInTheSameLogInOnceTheEmailHasEnded() {
        set();
        Client second = desk.client();
        second.call(new ResetLoginEmail(ADA, sendCode(second).phoneCodeHash()));
        desk.clock.advance(LoginLimits.LOGIN_EMAIL_RESET_WAIT.minusSeconds(90));
        SentCode sent = sendCode(second);
        desk.clock.advance(Duration.ofSeconds(90));

        var byTelephone = (SentCode) second.call(new ResetLoginEmail(ADA, sent.phoneCodeHash()));

        assertThat(sent.type()).isInstanceOf(SentCodeTypeEmailCode.class);
        assertThat(byTelephone.type()).isEqualTo(new SentCodeTypeSms(5));
        assertThat(((User) ((Authorization) second.call(new SignIn.Builder(ADA, sent.phoneCodeHash())
                                        .phoneCode(second.code(ADA))
                                        .build()))
                                .user())
                        .id())
                .isEqualTo(ada.id());
    }

    @Test
    void whoLogsInByTheMailboxKeepsIt() {
        set();
        new PasswordClient(client).set("correct horse", "");
        Client second = desk.client();
        SentCode sent = sendCode(second);
        second.call(new ResetLoginEmail(ADA, sent.phoneCodeHash()));
        sent = sendCode(second);

        String needed = second.refusal(byEmail(sent, new EmailVerificationCode(loginCode())));
        desk.clock.advance(LoginLimits.LOGIN_EMAIL_RESET_WAIT);

        assertThat(needed).isEqualTo("401 SESSION_PASSWORD_NEEDED");
        assertThat(sendCode(second).type()).isInstanceOf(SentCodeTypeEmailCode.class);
    }

    @Test
    void everyRefusalIsKnownToClients() {
        var setup = new EmailVerifyPurposeLoginSetup(ADA, "hash");
        var passport = new EmailVerifyPurposePassport();
        assertThat(client.refusal(new SendVerifyEmailCode(setup, MAIL))).isEqualTo("400 EMAIL_NOT_ALLOWED");
        assertThat(client.refusal(new SendVerifyEmailCode(passport, MAIL))).isEqualTo("400 EMAIL_NOT_ALLOWED");
        assertThat(client.refusal(new SendVerifyEmailCode(LOGIN, "ada@"))).isEqualTo("400 EMAIL_INVALID");
        assertThat(client.refusal(new VerifyEmail(passport, new EmailVerificationCode("1"))))
                .isEqualTo("400 EMAIL_NOT_ALLOWED");
        assertThat(client.refusal(new VerifyEmail(setup, new EmailVerificationCode("1"))))
                .isEqualTo("400 EMAIL_NOT_ALLOWED");
        assertThat(client.refusal(new VerifyEmail(LOGIN, new EmailVerificationGoogle("t"))))
                .isEqualTo("400 EMAIL_NOT_ALLOWED");
        assertThat(client.refusal(verify("123456"))).isEqualTo("400 EMAIL_VERIFY_EXPIRED");
        client.call(new SendVerifyEmailCode(LOGIN, MAIL));
        for (int i = 0; i < LoginLimits.EMAIL_CODE_TRIES_MAX; i++) {
            assertThat(client.refusal(verify(desk.mailer.wrongCode()))).isEqualTo("400 CODE_INVALID");
        }
        assertThat(client.refusal(verify(desk.mailer.lastCode()))).isEqualTo("400 EMAIL_VERIFY_EXPIRED");
        client.call(new SendVerifyEmailCode(LOGIN, MAIL));
        desk.clock.advance(LoginLimits.EMAIL_CODE_KEPT);
        assertThat(client.refusal(verify(desk.mailer.lastCode()))).isEqualTo("400 EMAIL_VERIFY_EXPIRED");
        desk.mailer.breakDown();
        assertThat(client.refusal(new SendVerifyEmailCode(LOGIN, MAIL))).isEqualTo("400 EMAIL_INVALID");
        desk.mailer.withdraw();
        assertThat(client.refusal(new SendVerifyEmailCode(LOGIN, MAIL))).isEqualTo("400 EMAIL_NOT_ALLOWED");
    }

    @Test
    void codesToConfirmAnEmailAreSentAndGuessedSoOftenOnly() {
        for (int guess = 0; guess < LoginLimits.WRONG_EMAIL_CODES_A_DAY; guess++) {
            if (guess % LoginLimits.EMAIL_CODE_TRIES_MAX == 0) client.call(new SendVerifyEmailCode(LOGIN, MAIL));
            assertThat(client.refusal(verify(desk.mailer.wrongCode()))).isEqualTo("400 CODE_INVALID");
        }
        for (int i = 2; i < LoginLimits.EMAILS_AN_HOUR; i++) client.call(new SendVerifyEmailCode(LOGIN, MAIL));

        assertThat(client.refusal(verify(desk.mailer.lastCode()))).isEqualTo("420 FLOOD_WAIT_8640");
        assertThat(client.refusal(new SendVerifyEmailCode(LOGIN, MAIL))).isEqualTo("420 FLOOD_WAIT_720");
    }

    @Test
    void everyRefusalOfALogInByEmailIsKnownToClients() {
        set();
        Client second = desk.client();
        SentCode sent = sendCode(second);
        String right = loginCode();
        String wrong = right.equals("12345") ? "12346" : "12345";

        assertThat(second.refusal(byEmail(sent, new EmailVerificationCode(" "))))
                .isEqualTo("400 PHONE_CODE_EMPTY");
        assertThat(second.refusal(byEmail(sent, new EmailVerificationGoogle("token"))))
                .isEqualTo("400 PHONE_CODE_EMPTY");
        assertThat(second.refusal(byEmail(sent, new EmailVerificationApple("token"))))
                .isEqualTo("400 PHONE_CODE_EMPTY");
        assertThat(second.refusal(byEmail(sent, new EmailVerificationCode(wrong))))
                .isEqualTo("400 PHONE_CODE_INVALID");
        assertThat(second.refusal(new ResetLoginEmail("x", sent.phoneCodeHash())))
                .isEqualTo("400 PHONE_NUMBER_INVALID");
        assertThat(second.refusal(new ResetLoginEmail(ADA, ""))).isEqualTo("400 PHONE_CODE_HASH_EMPTY");
        assertThat(second.refusal(new ResetLoginEmail(ADA, "none"))).isEqualTo("400 PHONE_CODE_EXPIRED");
        desk.mailer.breakDown();
        assertThat(second.refusal(new SendCode(ADA, 4, "hash", Client.settings())))
                .isEqualTo("400 SMS_CODE_CREATE_FAILED");
    }

    @Test
    void whoHasNoLoginEmailHasNoneToReset() {
        Client stranger = desk.client();
        String unowned = stranger.sendCode(BOB);
        String owned = stranger.sendCode(ADA);

        assertThat(stranger.refusal(new ResetLoginEmail(BOB, unowned))).isEqualTo("400 EMAIL_INSTALL_MISSING");
        assertThat(stranger.refusal(new ResetLoginEmail(ADA, owned))).isEqualTo("400 EMAIL_INSTALL_MISSING");
    }

    @Test
    void whereTheServerSendsNoEmailAnyMoreCodesGoToTheTelephone() {
        set();
        desk.mailer.withdraw();

        assertThat(sendCode(desk.client()).type()).isEqualTo(new SentCodeTypeSms(5));
    }

    private void set() {
        client.call(new SendVerifyEmailCode(LOGIN, MAIL));
        client.call(verify(desk.mailer.lastCode()));
    }

    private static VerifyEmail verify(String code) {
        return new VerifyEmail(LOGIN, new EmailVerificationCode(code));
    }

    private static SentCode sendCode(Client client) {
        return (SentCode) client.call(new SendCode(ADA, 4, "hash", Client.settings()));
    }

    private static SignIn byEmail(SentCode sent, EmailVerification verification) {
        return new SignIn.Builder(ADA, sent.phoneCodeHash())
                .emailVerification(verification)
                .build();
    }

    private User entered(Client client, SentCode sent) {
        var entered = (Authorization) client.call(byEmail(sent, new EmailVerificationCode(loginCode())));
        return (User) Objects.requireNonNull(entered.user());
    }

    /// The login code in the last letter.
    private String loginCode() {
        return desk.mailer.last().text().substring(0, 5);
    }
}
