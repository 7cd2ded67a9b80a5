package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.InputUserSelf;
import chappe.wire.User;
import chappe.wire.account.GetAuthorizations;
import chappe.wire.account.ResetAuthorization;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.ExportAuthorization;
import chappe.wire.auth.ExportedAuthorization;
import chappe.wire.auth.ImportAuthorization;
import chappe.wire.auth.LogOut;
import chappe.wire.users.GetUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoginExportsTest {
    private static final String ADA = "+9996610001";
    private static final GetUsers SELF = new GetUsers(List.of(new InputUserSelf()));

    @TempDir
    Path folder;

    private Desk desk;
    private Client phone;
    private Client second;
    private User ada;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        phone = desk.client();
        ada = phone.signUp(ADA, "Ada", "");
        second = desk.client();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aLoginGoesOnToASecondKeyAndStaysOneSession() {
        ExportedAuthorization exported = phone.call(new ExportAuthorization(4));

        var imported = (Authorization) second.call(new ImportAuthorization(exported.id(), exported.bytes()));
        desk.settle();

        assertThat(((User) imported.user()).id()).isEqualTo(ada.id());
        assertThat(second.call(SELF)).hasSize(1);
        assertThat(phone.call(new GetAuthorizations()).authorizations()).hasSize(1);
    }

    @Test
    void aSecondKeyEndsWithItsLogin() {
        Client laptop = desk.client();
        laptop.signIn(ADA);
        desk.settle();
        take(laptop, second);
        desk.clock.advance(Duration.ofHours(25));
        long hash = phone.call(new GetAuthorizations()).authorizations().stream()
                .filter(each -> !each.current())
                .findFirst()
                .orElseThrow()
                .hash();

        phone.call(new ResetAuthorization(hash));

        assertThat(laptop.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(second.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    }

    @Test
    void aSecondKeyEndsWhenTheFirstLogsOut() {
        take(phone, second);

        phone.call(new LogOut());
        desk.settle();

        assertThat(second.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    }

    @Test
    void exportedBytesServeOnceWithinAMinute() {
        ExportedAuthorization exported = phone.call(new ExportAuthorization(1));
        second.call(new ImportAuthorization(exported.id(), exported.bytes()));
        ExportedAuthorization late = phone.call(new ExportAuthorization(1));
        desk.clock.advance(Duration.ofMinutes(1));

        assertThat(desk.client().refusal(new ImportAuthorization(exported.id(), exported.bytes())))
                .isEqualTo("400 AUTH_BYTES_INVALID");
        assertThat(desk.client().refusal(new ImportAuthorization(late.id(), late.bytes())))
                .isEqualTo("400 AUTH_BYTES_INVALID");
    }

    @Test
    void whatALoginLeftBehindServesNobody() {
        ExportedAuthorization exported = phone.call(new ExportAuthorization(1));
        phone.call(new LogOut());
        desk.settle();

        assertThat(second.refusal(new ImportAuthorization(exported.id(), exported.bytes())))
                .isEqualTo("400 AUTH_BYTES_INVALID");
    }

    @Test
    void whatWasNotExportedIsRefused() {
        ExportedAuthorization exported = phone.call(new ExportAuthorization(1));

        assertThat(phone.refusal(new ExportAuthorization(6))).isEqualTo("400 DC_ID_INVALID");
        assertThat(second.refusal(new ExportAuthorization(2))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(second.refusal(new ImportAuthorization(0, exported.bytes()))).isEqualTo("400 USER_ID_INVALID");
        assertThat(second.refusal(new ImportAuthorization(exported.id() + 1, exported.bytes())))
                .isEqualTo("400 AUTH_BYTES_INVALID");
        assertThat(second.refusal(new ImportAuthorization(exported.id(), new byte[32])))
                .isEqualTo("400 AUTH_BYTES_INVALID");
    }

    private void take(Client from, Client to) {
        ExportedAuthorization exported = from.call(new ExportAuthorization(1));
        to.call(new ImportAuthorization(exported.id(), exported.bytes()));
        desk.settle();
    }
}
