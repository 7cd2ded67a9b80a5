package chappe.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.server.Main;
import chappe.wire.CodeSettings;
import chappe.wire.InputUserSelf;
import chappe.wire.auth.SendCode;
import chappe.wire.users.GetUsers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./chappe admin` against a running server, as its operator types it.
class AdminTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";

    @TempDir
    private Path data;

    private World world;

    /// What a command said, and its exit code.
    private record Said(int code, String out, String err) {}

    @BeforeEach
    void start() {
        world = World.start(data);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void findsAnAccountByPhoneAndById() {
        TestClient ada = world.signIn(ADA);

        Said byPhone = admin("find", ADA);
        Said byId = admin("find", String.valueOf(ada.self().id()));

        assertThat(byPhone.code()).isZero();
        assertThat(byPhone.out())
                .contains("user      " + ada.self().id(), "phone     " + ADA, "name      User 0001", "banned    -")
                .contains("sessions  1");
        assertThat(byId).isEqualTo(byPhone);
    }

    @Test
    void listsTheSessionsOfAnAccountAndEndsThem() {
        TestClient ada = world.signIn(ADA);
        TestClient second = world.signIn(ADA);
        TestClient bob = world.signIn(BOB);
        world.settle();

        assertThat(admin("sessions", ADA).out().lines()).hasSize(2).allMatch(line -> line.contains("127.0.0.1"));
        assertThat(admin("end-sessions", ADA)).isEqualTo(new Said(0, "ended 2\n", ""));

        assertLoggedOut(ada);
        assertLoggedOut(second);
        assertThat(admin("sessions", ADA).out()).isEqualTo("no sessions\n");
        assertThat(bob.call(askSelf())).hasSize(1);
    }

    @Test
    void aBannedUserIsLoggedOutAtOnceAndGetsNoCodeUntilUnbanned() {
        TestClient ada = world.signIn(ADA);

        assertThat(admin("ban", ADA)).isEqualTo(new Said(0, "banned\n", ""));
        assertThat(admin("ban", ADA).out()).isEqualTo("was banned already\n");

        assertLoggedOut(ada);
        TestClient again = world.connect();
        var ask = new SendCode(ADA, 1, "", new CodeSettings.Builder().build());
        assertThatThrownBy(() -> again.call(ask)).hasMessageContaining("PHONE_NUMBER_BANNED");
        assertThat(admin("find", ADA).out()).doesNotContain("banned    -");

        assertThat(admin("unban", ADA)).isEqualTo(new Said(0, "no longer banned\n", ""));
        assertThat(admin("unban", ADA).out()).isEqualTo("was not banned\n");
        assertThat(world.signIn(ADA).self().id()).isEqualTo(ada.self().id());
    }

    @Test
    void invitesANumberAndTakesTheInvitationBack() {
        Said invited = admin("invite", BOB, "--days", "3");

        assertThat(invited.code()).isZero();
        assertThat(invited.out())
                .startsWith(BOB + " may open an account until ")
                .contains("registration.mode is open");
        assertThat(admin("invites").out()).startsWith(BOB + "  until ");
        assertThat(admin("uninvite", BOB).out()).isEqualTo("no longer invited\n");
        assertThat(admin("uninvite", BOB).out()).isEqualTo("was not invited\n");
        assertThat(admin("invites").out()).isEqualTo("no invitations\n");
    }

    @Test
    void showsWhatTheServerCounts() {
        world.signIn(ADA);
        world.signIn(BOB);

        assertThat(admin("stats").out())
                .contains(
                        "accounts        2\n",
                        "connections     2\n",
                        "parked letters  0\n",
                        "store           writable\n");
    }

    @Test
    void saysWhyNothingWasDone() {
        world.signIn(ADA);

        assertRefused("no account has the number " + BOB, "find", BOB);
        assertRefused("refused with USER_ID_INVALID (1)", "ban", "1");
        assertRefused("refused with USER_ID_INVALID (1)", "unban", "1");
        assertRefused("refused with USER_ID_INVALID (1)", "end-sessions", "1");
        assertRefused("name a user by phone number, with its plus sign, or by id", "sessions", "ada");
        assertRefused("refused with PHONE_NUMBER_INVALID (+12)", "invite", "+12");
        assertRefused("name a phone number with its plus sign", "uninvite", "9996610002");
        assertRefused("the number has an account already", "invite", ADA);
        assertRefused("an invitation lasts 1 to 3650 days", "invite", BOB, "--days", "0");
        assertRefused("'a b' must not hold spaces", "find", "a b");
        assertThat(admin("find").code()).isEqualTo(2);
        assertThat(admin("promote", ADA).code()).isEqualTo(2);
        assertThat(admin().code()).isEqualTo(2);
    }

    @Test
    void needsARunningServer(@TempDir Path empty) {
        assertThat(run(empty, List.of("stats")).err()).startsWith("chappe: no server runs on ");
        assertThat(run(empty.resolve("none"), List.of("stats")).err()).startsWith("chappe: there is no data folder ");
    }

    private void assertRefused(String reason, String... words) {
        assertThat(admin(words)).isEqualTo(new Said(1, "", "chappe: " + reason + "\n"));
    }

    private static void assertLoggedOut(TestClient client) {
        assertThatThrownBy(() -> client.call(askSelf())).hasMessageContaining("AUTH_KEY_UNREGISTERED");
    }

    private static GetUsers askSelf() {
        return new GetUsers(List.of(new InputUserSelf()));
    }

    private Said admin(String... words) {
        return run(data, List.of(words));
    }

    private static Said run(Path data, List<String> words) {
        List<String> line = new ArrayList<>(List.of("admin"));
        line.addAll(words);
        line.addAll(List.of("--data", data.toString()));
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), line.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }
}
