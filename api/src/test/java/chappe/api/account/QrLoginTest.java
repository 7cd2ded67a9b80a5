package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.Authorization;
import chappe.wire.InputUserSelf;
import chappe.wire.UpdateLoginToken;
import chappe.wire.UpdateShort;
import chappe.wire.User;
import chappe.wire.account.GetAuthorizations;
import chappe.wire.auth.AcceptLoginToken;
import chappe.wire.auth.ExportLoginToken;
import chappe.wire.auth.ImportLoginToken;
import chappe.wire.auth.LoginToken;
import chappe.wire.auth.LoginTokenSuccess;
import chappe.wire.auth.LoginTokenType;
import chappe.wire.users.GetUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QrLoginTest {
    private static final String ADA = "+9996610001";
    private static final GetUsers SELF = new GetUsers(List.of(new InputUserSelf()));

    @TempDir
    Path folder;

    private Desk desk;
    private Client phone;
    private Client laptop;
    private User ada;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        phone = desk.client();
        ada = phone.signUp(ADA, "Ada", "");
        laptop = desk.client();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void anAcceptedCodeLetsInTheDeviceThatShowsIt() {
        LoginToken shown = token(laptop);
        assertThat(shown.expires()).isEqualTo((int) desk.clock.instant().getEpochSecond() + 30);
        assertThat(shown.token()).hasSize(32);

        Authorization letIn = phone.call(new AcceptLoginToken(shown.token()));
        desk.tellWaiting();

        assertThat(laptop.pushed).containsExactly(new UpdateShort(new UpdateLoginToken(), (int)
                desk.clock.instant().getEpochSecond()));
        assertThat(laptop.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(user(laptop.call(export())).id()).isEqualTo(ada.id());
        desk.settle();
        assertThat(laptop.call(SELF)).hasSize(1);
        assertThat(phone.call(new GetAuthorizations()).authorizations())
                .filteredOn(each -> !each.current())
                .singleElement()
                .satisfies(each -> assertThat(each.hash()).isEqualTo(letIn.hash()))
                .satisfies(each -> assertThat(each.deviceModel()).isEqualTo(letIn.deviceModel()));
    }

    @Test
    void theDeviceMayAlsoNameTheToken() {
        LoginToken shown = token(laptop);
        assertThat(laptop.refusal(new ImportLoginToken(shown.token()))).isEqualTo("400 AUTH_TOKEN_INVALID");
        phone.call(new AcceptLoginToken(shown.token()));

        assertThat(user(laptop.call(new ImportLoginToken(shown.token()))).id()).isEqualTo(ada.id());
        assertThat(laptop.refusal(new ImportLoginToken(shown.token()))).isEqualTo("400 AUTH_TOKEN_INVALID");
    }

    @Test
    void whoOnlySawTheCodeGetsNothingByIt() {
        Client eve = desk.client();
        byte[] seen = token(laptop).token();
        phone.call(new AcceptLoginToken(seen));

        assertThat(eve.refusal(new ImportLoginToken(seen))).isEqualTo("400 AUTH_TOKEN_INVALID");
        assertThat(eve.call(export())).isInstanceOf(LoginToken.class);
        assertThat(user(laptop.call(export())).id()).isEqualTo(ada.id());
    }

    @Test
    void aCodeServesOnceAndForThirtySeconds() {
        byte[] first = token(laptop).token();
        byte[] second = token(laptop).token();

        assertThat(phone.refusal(new AcceptLoginToken(first))).isEqualTo("400 AUTH_TOKEN_INVALID");
        phone.call(new AcceptLoginToken(second));
        assertThat(phone.refusal(new AcceptLoginToken(second))).isEqualTo("400 AUTH_TOKEN_ALREADY_ACCEPTED");
        laptop.call(export());
        assertThat(phone.refusal(new AcceptLoginToken(second))).isEqualTo("400 AUTH_TOKEN_INVALID");

        byte[] third = token(desk.client()).token();
        desk.clock.advance(Duration.ofSeconds(30));
        assertThat(phone.refusal(new AcceptLoginToken(third))).isEqualTo("400 AUTH_TOKEN_EXPIRED");
    }

    @Test
    void anAcceptedCodeIsNotTakenUpMuchLater() {
        byte[] token = token(laptop).token();
        phone.call(new AcceptLoginToken(token));

        desk.clock.advance(Duration.ofMinutes(2));

        assertThat(laptop.refusal(new ImportLoginToken(token))).isEqualTo("400 AUTH_TOKEN_EXPIRED");
        assertThat(laptop.call(export())).isInstanceOf(LoginToken.class);
    }

    @Test
    void whoIsOnTheDeviceAlreadyDoesNotAccept() {
        var shown = (LoginToken) laptop.call(new ExportLoginToken(4, "hash", List.of(7L, -1L, ada.id())));

        assertThat(phone.refusal(new AcceptLoginToken(shown.token()))).isEqualTo("400 AUTH_TOKEN_EXCEPTION");
        assertThat(laptop.call(export())).isInstanceOf(LoginToken.class);
    }

    @Test
    void whatIsNoTokenOpensNothing() {
        byte[] guessed = token(laptop).token();
        guessed[31] ^= 1;

        assertThat(phone.refusal(new AcceptLoginToken(guessed))).isEqualTo("400 AUTH_TOKEN_INVALID");
        assertThat(phone.refusal(new AcceptLoginToken(new byte[0]))).isEqualTo("400 AUTH_TOKEN_INVALID");
        assertThat(phone.refusal(new AcceptLoginToken(new byte[32]))).isEqualTo("400 AUTH_TOKEN_INVALID");
        assertThat(laptop.refusal(new ImportLoginToken(new byte[3]))).isEqualTo("400 AUTH_TOKEN_INVALID");
        assertThat(laptop.refusal(new AcceptLoginToken(guessed))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(laptop.refusal(new ExportLoginToken(0, "hash", List.of()))).isEqualTo("400 API_ID_INVALID");
        assertThat(laptop.refusal(new ExportLoginToken(4, "hash", Collections.nCopies(101, 1L))))
                .isEqualTo("400 INPUT_REQUEST_TOO_LONG");
    }

    private static LoginToken token(Client client) {
        return (LoginToken) client.call(export());
    }

    private static ExportLoginToken export() {
        return new ExportLoginToken(4, "hash", List.of());
    }

    private static User user(LoginTokenType success) {
        var authorization = (chappe.wire.auth.Authorization) ((LoginTokenSuccess) success).authorization();
        return (User) authorization.user();
    }
}
