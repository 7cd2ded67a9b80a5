package chappe.world;

import static chappe.world.Expected.newMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import chappe.wire.CodeSettings;
import chappe.wire.InputPeer;
import chappe.wire.InputPeerUser;
import chappe.wire.InputPhoneContact;
import chappe.wire.UpdatesTooLong;
import chappe.wire.User;
import chappe.wire.account.UpdateProfile;
import chappe.wire.auth.LogOut;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SignIn;
import chappe.wire.contacts.ImportContacts;
import chappe.wire.messages.SendMessage;
import chappe.wire.updates.GetState;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Nothing secret in the log, at its most talkative: the server's own rooms say everything that they can.
class LogTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";
    private static final String STRANGER = "+9996610003";
    private static final String TEXT = "Kingfisher over the mill pond";
    private static final String ABOUT = "Walks to the lighthouse";

    @TempDir
    private Path data;

    private final Logger rooms = (Logger) LoggerFactory.getLogger("chappe");
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final Level usual = rooms.getEffectiveLevel();

    @BeforeEach
    void listen() {
        heard.start();
        rooms.setLevel(Level.TRACE);
        rooms.addAppender(heard);
    }

    @AfterEach
    void stopListening() {
        rooms.detachAppender(heard);
        rooms.setLevel(usual);
    }

    @Test
    void theLogOfAWholeConversationHoldsNothingSecret() throws IOException {
        List<String> secrets = new ArrayList<>(List.of(TEXT, ABOUT, "9996610001", "9996610002", "9996610003"));
        try (World world = World.start(data)) {
            TestClient ada = world.signIn(ADA);
            TestClient bob = world.signIn(BOB);
            secrets.addAll(List.of(world.codeOf(ADA), world.codeOf(BOB)));
            talk(world, ada, bob);
            secrets.addAll(guess(world));
            for (TestClient each : List.of(ada, bob)) each.disconnect();
            world.restart();
            TestClient back = world.resume(ada);
            back.call(new GetState());
            back.call(new LogOut());
            sendNonsense(world);
            for (TestClient each : List.of(ada, bob))
                secrets.addAll(forms(each.key().value()));
            world.settle();
        }

        String log = text();
        assertThat(heard.list).isNotEmpty();
        assertThat(log.toLowerCase(Locale.ROOT))
                .doesNotContain(secrets.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static void talk(World world, TestClient ada, TestClient bob) {
        bob.call(new GetState());
        bob.receives(Expected.any(UpdatesTooLong.class));
        var contact = new InputPhoneContact.Builder(1, BOB, "Bob", "").build();
        var user = (User) ada.call(new ImportContacts(List.of(contact))).users().getFirst();
        InputPeer toBob = new InputPeerUser(user.id(), user.accessHash() == null ? 0 : user.accessHash());
        ada.call(new SendMessage.Builder(toBob, TEXT, 1).build());
        bob.receives(newMessage(ada, TEXT));
        ada.call(new UpdateProfile.Builder().about(ABOUT).build());
        var nobody = new InputPeerUser(user.id(), 1);
        assertThatThrownBy(() -> ada.call(new SendMessage.Builder(nobody, TEXT, 2).build()))
                .hasMessageContaining("PEER_ID_INVALID");
        world.settle();
    }

    /// A wrong code, and a right one under a key that has no account yet.
    ///
    /// @return the code
    private static List<String> guess(World world) {
        TestClient stranger = world.connect();
        var sent = (SentCode) stranger.call(new SendCode(STRANGER, 1, "", new CodeSettings.Builder().build()));
        assertThatThrownBy(() -> stranger.call(new SignIn.Builder(STRANGER, sent.phoneCodeHash())
                        .phoneCode("x")
                        .build()))
                .hasMessageContaining("PHONE_CODE_INVALID");
        stranger.disconnect();
        return List.of(world.codeOf(STRANGER), sent.phoneCodeHash());
    }

    /// What makes the transports complain.
    private static void sendNonsense(World world) throws IOException {
        for (String start : List.of("GET /" + TEXT + " HTTP/9\r\n\r\n", "\u00ef\u007f\u0001\u0002\u0003" + TEXT)) {
            try (Socket socket = new Socket(
                    world.target().address().getAddress(),
                    world.target().address().getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(start.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        }
    }

    /// How a key could stand in a log.
    private static List<String> forms(byte[] key) {
        String hex = HexFormat.of().formatHex(key);
        String base64 = Base64.getEncoder().encodeToString(key);
        return List.of(hex.substring(0, 32), hex.substring(hex.length() - 32), base64.substring(0, 24));
    }

    private String text() {
        var text = new StringBuilder();
        for (ILoggingEvent each : List.copyOf(heard.list)) {
            text.append(each.getFormattedMessage()).append('\n');
            IThrowableProxy thrown = each.getThrowableProxy();
            if (thrown != null) text.append(ThrowableProxyUtil.asString(thrown)).append('\n');
        }
        return text.toString();
    }
}
