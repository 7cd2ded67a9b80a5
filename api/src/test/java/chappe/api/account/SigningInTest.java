package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.CodeSettings;
import chappe.wire.InputUserSelf;
import chappe.wire.User;
import chappe.wire.UserStatusOffline;
import chappe.wire.auth.AuthorizationSignUpRequired;
import chappe.wire.auth.CancelCode;
import chappe.wire.auth.CodeTypeSms;
import chappe.wire.auth.LogOut;
import chappe.wire.auth.LoggedOut;
import chappe.wire.auth.ReportMissingCode;
import chappe.wire.auth.RequestFirebaseSms;
import chappe.wire.auth.ResendCode;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SentCodeTypeSms;
import chappe.wire.auth.SignIn;
import chappe.wire.auth.SignUp;
import chappe.wire.users.GetUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningInTest {
    private static final String ADA = "+9996610001";

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aPersonSignsUpLogsOutAndSignsInAgain() {
        Client client = desk.client();
        String hash = client.sendCode(ADA);
        var required = client.call(
                new SignIn.Builder(ADA, hash).phoneCode(client.code(ADA)).build());
        var user = (User)
                ((chappe.wire.auth.Authorization) client.call(new SignUp.Builder(ADA, hash, "Ada", "Lovelace").build()))
                        .user();

        var self =
                (User) client.call(new GetUsers(List.of(new InputUserSelf()))).getFirst();
        var loggedOut = client.call(new LogOut());
        String refused = client.refusal(new GetUsers(List.of(new InputUserSelf())));
        User again = client.signIn(ADA);

        assertThat(required).isInstanceOf(AuthorizationSignUpRequired.class);
        assertThat(user.self()).isTrue();
        assertThat(user.firstName()).isEqualTo("Ada");
        assertThat(user.lastName()).isEqualTo("Lovelace");
        assertThat(user.phone()).isEqualTo("9996610001");
        assertThat(user.accessHash()).isNotNull().isNotZero();
        assertThat(user.status()).isInstanceOf(UserStatusOffline.class);
        assertThat(self).isEqualTo(user);
        assertThat(loggedOut).isEqualTo(new LoggedOut(null));
        assertThat(refused).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(again.id()).isEqualTo(user.id());
    }

    @Test
    void aSentCodeSaysItsFormAndWhenItMayBeSentAgain() {
        var sent = (SentCode) desk.client().call(new SendCode(ADA, 4, "hash", Client.settings()));

        assertThat(sent.type()).isEqualTo(new SentCodeTypeSms(5));
        assertThat(sent.nextType()).isEqualTo(new CodeTypeSms());
        assertThat(sent.timeout()).isEqualTo(60);
        assertThat(sent.phoneCodeHash()).hasSize(32);
        assertThat(desk.codes.get(ADA)).matches("\\d{5}");
    }

    @Test
    void whateverAClientOffersItsCodeComesAsAnSms() {
        Client client = desk.client();
        CodeSettings offers = new CodeSettings(true, true, true, true, true, true, List.of(), "token", true);

        var sent = (SentCode) client.call(new SendCode("9996610001", 4, "hash", offers));

        assertThat(sent.type()).isEqualTo(new SentCodeTypeSms(5));
        assertThat(client.refusal(new RequestFirebaseSms.Builder(ADA, sent.phoneCodeHash()).build()))
                .isEqualTo("400 METHOD_INVALID");
    }

    @Test
    void aNumberIsTheSameHoweverItIsWritten() {
        Client client = desk.client();

        for (String written : List.of("+49 30 901820", "4930901820", "+49-30-901820", "+49 (30) 90 18 20"))
            client.sendCode(written);

        assertThat(desk.codes).containsOnlyKeys("+4930901820");
    }

    @Test
    void aMissingCodeIsReported() {
        Client client = desk.client();
        String hash = client.sendCode(ADA);

        assertThat(client.call(new ReportMissingCode(ADA, hash, "01"))).isTrue();
        assertThat(client.refusal(new ReportMissingCode("x", hash, "01"))).isEqualTo("400 PHONE_NUMBER_INVALID");
        assertThat(client.refusal(new ReportMissingCode(ADA, "", "01"))).isEqualTo("400 PHONE_CODE_HASH_EMPTY");
        assertThat(client.refusal(new ReportMissingCode(ADA, "none", "01"))).isEqualTo("400 PHONE_CODE_EXPIRED");
    }

    @Test
    void aCodeThatNobodyTakesIsRefusedHonestly() {
        Client client = desk.client();
        String hash = client.sendCode(ADA);
        desk.clock.advance(Duration.ofMinutes(1));
        desk.isGatewayDown = true;

        assertThat(client.refusal(new ResendCode.Builder(ADA, hash).build())).isEqualTo("406 SEND_CODE_UNAVAILABLE");
        assertThat(client.refusal(new SendCode(ADA, 4, "hash", Client.settings())))
                .isEqualTo("400 SMS_CODE_CREATE_FAILED");
    }

    @Test
    void afterTheLastCodeNoOtherIsPromised() {
        Client client = desk.client();
        var last = (SentCode) client.call(new SendCode(ADA, 4, "hash", Client.settings()));
        String hash = last.phoneCodeHash();
        for (int i = 0; i < 3; i++) {
            desk.clock.advance(Duration.ofMinutes(1));
            last = (SentCode) client.call(new ResendCode.Builder(ADA, hash).build());
        }
        desk.clock.advance(Duration.ofMinutes(1));

        assertThat(last.nextType()).isNull();
        assertThat(last.timeout()).isNull();
        assertThat(client.refusal(new ResendCode.Builder(ADA, hash).build())).isEqualTo("406 SEND_CODE_UNAVAILABLE");
    }

    @Test
    void everyRefusalHasTheCodeThatClientsKnow() {
        Client client = desk.client();
        String hash = client.sendCode(ADA);
        String wrong = client.code(ADA).equals("12345") ? "12346" : "12345";

        assertThat(client.refusal(new SendCode("12", 4, "hash", Client.settings())))
                .isEqualTo("400 PHONE_NUMBER_INVALID");
        assertThat(client.refusal(new SendCode(ADA, 0, "hash", Client.settings())))
                .isEqualTo("400 API_ID_INVALID");
        assertThat(client.refusal(new ResendCode.Builder(ADA, "").build())).isEqualTo("400 PHONE_CODE_HASH_EMPTY");
        assertThat(client.refusal(new ResendCode.Builder("x", hash).build())).isEqualTo("400 PHONE_NUMBER_INVALID");
        assertThat(client.refusal(new ResendCode.Builder(ADA, "none").build())).isEqualTo("400 PHONE_CODE_EXPIRED");
        assertThat(client.refusal(new ResendCode.Builder(ADA, hash).build())).isEqualTo("420 FLOOD_WAIT_60");
        assertThat(client.refusal(new CancelCode(ADA, ""))).isEqualTo("400 PHONE_CODE_HASH_EMPTY");
        assertThat(client.refusal(new CancelCode("x", hash))).isEqualTo("400 PHONE_NUMBER_INVALID");
        assertThat(client.refusal(new CancelCode(ADA, "none"))).isEqualTo("400 PHONE_CODE_EXPIRED");
        assertThat(client.refusal(new SignIn.Builder(ADA, "").phoneCode("1").build()))
                .isEqualTo("400 PHONE_CODE_HASH_EMPTY");
        assertThat(client.refusal(new SignIn.Builder(ADA, hash).build())).isEqualTo("400 PHONE_CODE_EMPTY");
        assertThat(client.refusal(new SignIn.Builder("x", hash).phoneCode("1").build()))
                .isEqualTo("400 PHONE_NUMBER_INVALID");
        assertThat(client.refusal(new SignIn.Builder(ADA, "none").phoneCode("1").build()))
                .isEqualTo("400 PHONE_CODE_EXPIRED");
        assertThat(client.refusal(new SignIn.Builder(ADA, hash).phoneCode(wrong).build()))
                .isEqualTo("400 PHONE_CODE_INVALID");
        assertThat(client.refusal(new SignUp.Builder(ADA, "", "Ada", "").build()))
                .isEqualTo("400 PHONE_CODE_HASH_EMPTY");
        assertThat(client.refusal(new SignUp.Builder("x", hash, "Ada", "").build()))
                .isEqualTo("400 PHONE_NUMBER_INVALID");
        assertThat(client.refusal(new SignUp.Builder(ADA, hash, "Ada", "").build()))
                .isEqualTo("400 PHONE_CODE_EXPIRED");
        assertThat(client.refusal(new SignUp.Builder(ADA, hash, " ", "").build()))
                .isEqualTo("400 FIRSTNAME_INVALID");
        assertThat(client.refusal(new SignUp.Builder(ADA, hash, "Ada", "x".repeat(65)).build()))
                .isEqualTo("400 LASTNAME_INVALID");
    }

    @Test
    void aRivalsSignUpFindsTheNumberTaken() {
        Client client = desk.client();
        Client rival = desk.client();
        String hash = client.sendCode(ADA);
        client.call(new SignIn.Builder(ADA, hash).phoneCode(client.code(ADA)).build());
        rival.signUp(ADA, "Eve", "");

        assertThat(client.refusal(new SignUp.Builder(ADA, hash, "Ada", "").build()))
                .isEqualTo("400 PHONE_NUMBER_OCCUPIED");
    }

    @Test
    void aCancelledCodeNoLongerServes() {
        Client client = desk.client();
        String hash = client.sendCode(ADA);

        boolean cancelled = client.call(new CancelCode(ADA, hash));

        assertThat(cancelled).isTrue();
        assertThat(client.refusal(new SignIn.Builder(ADA, hash)
                        .phoneCode(client.code(ADA))
                        .build()))
                .isEqualTo("400 PHONE_CODE_EXPIRED");
    }
}
