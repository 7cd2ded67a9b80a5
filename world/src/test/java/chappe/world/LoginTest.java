package chappe.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.tl.TlObject;
import chappe.testkit.FakeClock;
import chappe.wire.Authorization;
import chappe.wire.CodeSettings;
import chappe.wire.Message;
import chappe.wire.PeerUser;
import chappe.wire.UpdateLoginToken;
import chappe.wire.UpdateNewAuthorization;
import chappe.wire.UpdateNewMessage;
import chappe.wire.UpdatesTooLong;
import chappe.wire.account.GetAuthorizations;
import chappe.wire.account.ResetAuthorization;
import chappe.wire.auth.AcceptLoginToken;
import chappe.wire.auth.CodeTypeSms;
import chappe.wire.auth.ExportLoginToken;
import chappe.wire.auth.LoginToken;
import chappe.wire.auth.LoginTokenSuccess;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SentCodeTypeApp;
import chappe.wire.auth.SignIn;
import chappe.wire.updates.GetState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One person on several devices, through the real server.
class LoginTest {
    private static final String PHONE = "+9996640001";
    private static final ExportLoginToken EXPORT = new ExportLoginToken(1, "hash", List.of());

    @TempDir
    Path data;

    private FakeClock clock;
    private World world;
    private TestClient phone;

    @BeforeEach
    void start() {
        clock = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));
        world = World.start(data, clock);
        phone = world.signIn(PHONE);
        phone.call(new GetState());
        phone.receives(Expected.any(UpdatesTooLong.class));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aCodeComesToTheDeviceThatIsLoggedInAlready() {
        TestClient laptop = world.connect();

        SentCode sent = sendCode(laptop);
        String code = codeOn(phone);

        assertThat(sent.type()).isEqualTo(new SentCodeTypeApp(5));
        assertThat(sent.nextType()).isEqualTo(new CodeTypeSms());
        laptop.call(
                new SignIn.Builder(PHONE, sent.phoneCodeHash()).phoneCode(code).build());
        phone.receivesInAnyOrder(Expected.any(UpdateNewAuthorization.class), fromService("New login."));
        world.settle();
        phone.receivesNothingElse();
    }

    @Test
    void aDeviceThatShowsACodeIsToldWhenItIsAccepted() {
        TestClient laptop = world.connect();
        var shown = (LoginToken) laptop.call(EXPORT);

        phone.call(new AcceptLoginToken(shown.token()));

        laptop.receives(Expected.any(UpdateLoginToken.class));
        assertThat(laptop.call(EXPORT)).isInstanceOf(LoginTokenSuccess.class);
        laptop.call(new GetState());
        assertThat(phone.call(new GetAuthorizations()).authorizations()).hasSize(2);
    }

    @Test
    void anEndedSessionHearsNothingMore() {
        TestClient laptop = logInByCode();
        laptop.call(new GetState());
        laptop.receives(Expected.any(UpdatesTooLong.class));
        clock.advance(Duration.ofHours(25));
        long hash = phone.call(new GetAuthorizations()).authorizations().stream()
                .filter(each -> !each.current())
                .mapToLong(Authorization::hash)
                .findFirst()
                .orElseThrow();

        phone.call(new ResetAuthorization(hash));
        sendCode(world.connect());

        codeOn(phone);
        world.settle();
        laptop.receivesNothingElse();
        assertThatThrownBy(() -> laptop.call(new GetState())).hasMessageContaining("AUTH_KEY_UNREGISTERED");
    }

    private TestClient logInByCode() {
        TestClient laptop = world.connect();
        SentCode sent = sendCode(laptop);
        laptop.call(new SignIn.Builder(PHONE, sent.phoneCodeHash())
                .phoneCode(codeOn(phone))
                .build());
        phone.receivesInAnyOrder(Expected.any(UpdateNewAuthorization.class), fromService("New login."));
        return laptop;
    }

    private static SentCode sendCode(TestClient client) {
        var settings = new CodeSettings.Builder().build();
        return (SentCode) client.call(new SendCode(PHONE, 1, "hash", settings));
    }

    /// The code that the service account has told a device.
    private static String codeOn(TestClient client) {
        TlObject told = client.receives(fromService("Login code: "));
        var message = (Message) ((UpdateNewMessage) told).message();
        return message.message().lines().findFirst().orElseThrow().substring("Login code: ".length());
    }

    private static Expected fromService(String beginning) {
        return Expected.message(
                "'" + beginning + "…' from the service account",
                message -> message.peerId().equals(new PeerUser(777_000))
                        && message.message().startsWith(beginning));
    }
}
