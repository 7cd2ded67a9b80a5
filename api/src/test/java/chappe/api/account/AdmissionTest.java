package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.domain.account.AppPolicy;
import chappe.domain.account.Invitations.Mode;
import chappe.wire.auth.ExportLoginToken;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SignIn;
import chappe.wire.auth.SignUp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients hear where not everyone may open an account, or not with every app.
class AdmissionTest {
    private static final String ADA = "+9996610001";
    private static final String HASH = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void whoMayNotSignUpHearsThatTheNumberHasNoAccount() {
        try (Desk desk = new Desk(folder, Mode.CLOSED, AppPolicy.ANY)) {
            Client client = desk.client();
            String hash = client.sendCode(ADA);

            assertThat(client.refusal(new SignIn.Builder(ADA, hash)
                            .phoneCode(client.code(ADA))
                            .build()))
                    .isEqualTo("400 PHONE_NUMBER_UNOCCUPIED");
            assertThat(client.refusal(new SignUp.Builder(ADA, hash, "Ada", "").build()))
                    .isEqualTo("400 PHONE_CODE_EXPIRED");
        }
    }

    @Test
    void onlyTheAppsThatAreAllowedLogIn() {
        var apps = new AppPolicy(Map.of(4, HASH, 5, "", 6, ""), Set.of(6));
        try (Desk desk = new Desk(folder, Mode.OPEN, apps)) {
            Client client = desk.client();

            assertThat(client.refusal(sendCode(3, HASH))).isEqualTo("400 API_ID_INVALID");
            assertThat(client.refusal(sendCode(4, "wrong"))).isEqualTo("400 API_ID_INVALID");
            assertThat(client.refusal(sendCode(6, HASH))).isEqualTo("400 API_ID_PUBLISHED_FLOOD");
            assertThat(client.refusal(new ExportLoginToken(4, "wrong", List.of())))
                    .isEqualTo("400 API_ID_INVALID");
            assertThat(client.refusal(new ExportLoginToken(6, HASH, List.of())))
                    .isEqualTo("400 API_ID_PUBLISHED_FLOOD");
            client.call(new ExportLoginToken(4, HASH, List.of()));
            client.call(sendCode(4, HASH));
            client.call(sendCode(5, "any"));
        }
    }

    @Test
    void anAppIsRefusedByNameAlsoWhereAllOthersAreAllowed() {
        try (Desk desk = new Desk(folder, Mode.OPEN, new AppPolicy(Map.of(), Set.of(6)))) {
            Client client = desk.client();

            assertThat(client.refusal(sendCode(6, HASH))).isEqualTo("400 API_ID_PUBLISHED_FLOOD");
            assertThat(client.refusal(sendCode(-1, HASH))).isEqualTo("400 API_ID_INVALID");
            client.call(sendCode(3, "any"));
        }
    }

    @Test
    void theHashesOfAppsAreNotPrinted() {
        assertThat(new AppPolicy(Map.of(4, HASH), Set.of())).asString().doesNotContain(HASH);
    }

    private static SendCode sendCode(int apiId, String apiHash) {
        return new SendCode(ADA, apiId, apiHash, Client.settings());
    }
}
