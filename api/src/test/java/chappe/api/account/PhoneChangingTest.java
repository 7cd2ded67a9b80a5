package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.User;
import chappe.wire.account.ChangePhone;
import chappe.wire.account.SendChangePhoneCode;
import chappe.wire.auth.SentCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhoneChangingTest {
    private static final String OLD = "+9996610001";
    private static final String NEW = "+9996610002";

    @TempDir
    Path folder;

    private Desk desk;
    private Client phone;
    private User ada;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        phone = desk.client();
        ada = phone.signUp(OLD, "Ada", "");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aUserTakesAnotherNumber() {
        desk.clock.advance(Duration.ofHours(24));
        String hash = sendCode();

        var self = (User) phone.call(new ChangePhone(NEW, hash, phone.code(NEW)));
        desk.settle();

        assertThat(self.id()).isEqualTo(ada.id());
        assertThat(self.phone()).isEqualTo("9996610002");
        assertThat(desk.client().signIn(NEW).id()).isEqualTo(ada.id());
    }

    @Test
    void everyRefusalHasTheCodeThatClientsKnow() {
        assertThat(phone.refusal(new SendChangePhoneCode(NEW, Client.settings())))
                .isEqualTo("406 FRESH_CHANGE_PHONE_FORBIDDEN");
        desk.clock.advance(Duration.ofHours(24));
        desk.client().signUp("+9996610003", "Bob", "");
        String hash = sendCode();
        String wrong = phone.code(NEW).equals("12345") ? "12346" : "12345";

        assertThat(phone.refusal(new SendChangePhoneCode("x", Client.settings())))
                .isEqualTo("400 PHONE_NUMBER_INVALID");
        assertThat(phone.refusal(new SendChangePhoneCode("+9996610003", Client.settings())))
                .isEqualTo("400 PHONE_NUMBER_OCCUPIED");
        assertThat(phone.refusal(new ChangePhone("x", hash, "1"))).isEqualTo("400 PHONE_NUMBER_INVALID");
        assertThat(phone.refusal(new ChangePhone(NEW, hash, " "))).isEqualTo("400 PHONE_CODE_EMPTY");
        assertThat(phone.refusal(new ChangePhone(NEW, "", "1"))).isEqualTo("400 PHONE_CODE_EXPIRED");
        assertThat(phone.refusal(new ChangePhone(NEW, hash, wrong))).isEqualTo("400 PHONE_CODE_INVALID");
        desk.client().signUp(NEW, "Carol", "");
        assertThat(phone.refusal(new ChangePhone(NEW, hash, wrong))).isEqualTo("400 PHONE_CODE_INVALID");
        assertThat(desk.client().refusal(new ChangePhone(NEW, hash, "1"))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    }

    @Test
    void whoWasFasterKeepsTheNumber() {
        desk.clock.advance(Duration.ofHours(24));
        String hash = sendCode();
        String code = phone.code(NEW);
        desk.client().signUp(NEW, "Carol", "");

        assertThat(phone.refusal(new ChangePhone(NEW, hash, code))).isEqualTo("400 PHONE_NUMBER_OCCUPIED");
    }

    private String sendCode() {
        return ((SentCode) phone.call(new SendChangePhoneCode(NEW, Client.settings()))).phoneCodeHash();
    }
}
