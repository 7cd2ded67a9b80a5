package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.CodeSettings;
import chappe.wire.User;
import chappe.wire.auth.LogOut;
import chappe.wire.auth.ResetAuthorizations;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogoutTokensTest {
    private static final String ADA = "+9996610001";
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    private Desk desk;
    private Client phone;
    private User ada;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        phone = desk.client();
        ada = phone.signUp(ADA, "Ada", "");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aDeviceThatLoggedOutNeedsThePasswordOnly() {
        byte[] token = logOutWithPassword();
        desk.codes.clear();

        assertThat(phone.refusal(sendCode(new byte[] {1}, token))).isEqualTo("401 SESSION_PASSWORD_NEEDED");

        assertThat(desk.codes).isEmpty();
        var entered = new PasswordClient(phone).check(PASSWORD);
        assertThat(((User) entered.user()).id()).isEqualTo(ada.id());
    }

    @Test
    void aTokenServesOnceAndForAMonth() {
        byte[] token = logOutWithPassword();
        phone.refusal(sendCode(token));
        assertThat(phone.call(sendCode(token))).isInstanceOf(SentCode.class);

        byte[] late = logInAndOut();
        desk.clock.advance(Duration.ofDays(30));
        assertThat(phone.call(sendCode(late))).isInstanceOf(SentCode.class);
    }

    @Test
    void whoHasNoPasswordGetsNoToken() {
        assertThat(phone.call(new LogOut()).futureAuthToken()).isNull();
    }

    @Test
    void aTokenEndsWithTheOtherSessions() {
        new PasswordClient(phone).set(PASSWORD, "");
        Client laptop = logIn();
        byte[] token = Objects.requireNonNull(laptop.call(new LogOut()).futureAuthToken());
        desk.clock.advance(Duration.ofHours(25));

        phone.call(new ResetAuthorizations());

        assertThat(laptop.call(sendCode(token))).isInstanceOf(SentCode.class);
    }

    @Test
    void aTokenOfOneAccountOpensNoOther() {
        byte[] token = logOutWithPassword();
        desk.client().signUp("+9996620001", "Bob", "");

        var settings = new CodeSettings.Builder().logoutTokens(List.of(token)).build();
        assertThat(phone.call(new SendCode("+9996620001", 4, "hash", settings))).isInstanceOf(SentCode.class);
    }

    private byte[] logOutWithPassword() {
        new PasswordClient(phone).set(PASSWORD, "");
        return Objects.requireNonNull(phone.call(new LogOut()).futureAuthToken());
    }

    private byte[] logInAndOut() {
        return Objects.requireNonNull(logIn().call(new LogOut()).futureAuthToken());
    }

    private Client logIn() {
        Client client = desk.client();
        String hash = client.sendCode(ADA);
        client.refusal(new chappe.wire.auth.SignIn.Builder(ADA, hash)
                .phoneCode(client.code(ADA))
                .build());
        new PasswordClient(client).check(PASSWORD);
        desk.settle();
        return client;
    }

    private static SendCode sendCode(byte[]... tokens) {
        var settings = new CodeSettings.Builder().logoutTokens(List.of(tokens)).build();
        return new SendCode(ADA, 4, "hash", settings);
    }
}
