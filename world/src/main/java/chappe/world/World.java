package chappe.world;

import chappe.mtproto.transport.ClientTransport;
import chappe.mtproto.transport.Framing;
import chappe.server.Server;
import chappe.wire.CodeSettings;
import chappe.wire.Layers;
import chappe.wire.User;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.AuthorizationSignUpRequired;
import chappe.wire.auth.AuthorizationType;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SignIn;
import chappe.wire.auth.SignUp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// A real server in this process, on a folder of its own and a free port, and the clients that talk to it.
/// Confined to the test's thread.
public final class World implements AutoCloseable {
    private static final int API_ID = 1;
    private static final String API_HASH = "0123456789abcdef0123456789abcdef";

    private final Clock clock;
    private final Path data;
    private final SecureRandom random = new SecureRandom();
    private final List<TestClient> clients = new ArrayList<>();
    private ClientTransport.Style transport = ClientTransport.Style.obfuscated(Framing.INTERMEDIATE, 2);
    private int layer = Layers.NEWEST;
    private Server server;

    private World(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
        this.server = Server.start(data, clock);
    }

    /// @param data an empty folder, which the caller deletes
    public static World start(Path data) {
        return start(data, Clock.systemUTC());
    }

    /// @param clock what server and clients take for the time
    public static World start(Path data, Clock clock) {
        return new World(data, clock);
    }

    /// How clients connect from now on.
    public void transport(ClientTransport.Style style) {
        transport = style;
    }

    /// Which layer clients speak from now on.
    public void layer(int number) {
        layer = number;
    }

    /// Stops the server in order and starts it again on the same folder, at another port. Clients have to be
    /// resumed.
    public void restart() {
        server.close();
        server = Server.start(data, clock);
    }

    public TestClient.Target target() {
        return new TestClient.Target(server.addresses().getFirst(), server.publicKey(), transport, clock, layer);
    }

    /// A client with a key of its own that is not logged in.
    public TestClient connect() {
        return known(TestClient.connect(target(), random));
    }

    /// The same under a temporary key.
    public TestClient connectWithTemporaryKey() {
        return known(TestClient.connectWithTemporaryKey(target(), random));
    }

    /// A client of the user with this phone, who signs up where there is none.
    public TestClient signIn(String phone) {
        TestClient client = connect();
        signIn(client, phone);
        return client;
    }

    /// A client that comes back after the server was restarted.
    public TestClient resume(TestClient before) {
        TestClient client = known(TestClient.resume(target(), before.key(), before.salt(), random));
        client.loggedIn(before.self());
        return client;
    }

    /// Logs a client in with the code that the server sends to this phone.
    public void signIn(TestClient client, String phone) {
        var settings = new CodeSettings.Builder().build();
        var sent = (SentCode) client.call(new SendCode(phone, API_ID, API_HASH, settings));
        String hash = sent.phoneCodeHash();
        AuthorizationType answer = client.call(
                new SignIn.Builder(phone, hash).phoneCode(codeOf(phone)).build());
        if (answer instanceof AuthorizationSignUpRequired) {
            answer = client.call(new SignUp.Builder(phone, hash, "User", phone.substring(phone.length() - 4)).build());
        }
        client.loggedIn((User) ((Authorization) answer).user());
    }

    /// The code that was last sent to a phone.
    public String codeOf(String phone) {
        String digits = phone.replaceAll("\\D", "");
        try {
            return Files.readAllLines(server.loginCodes()).reversed().stream()
                    .map(line -> line.split(" "))
                    .filter(line -> line[1].replaceAll("\\D", "").equals(digits))
                    .map(line -> line[2])
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no code for " + phone));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Waits until everything that was sent has had its effect and live clients have been told.
    public void settle() {
        try {
            server.settle();
            clients.stream().filter(TestClient::isConnected).forEach(TestClient::ping);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server settled", hurried);
        }
    }

    @Override
    public void close() {
        clients.forEach(TestClient::close);
        server.close();
    }

    private TestClient known(TestClient client) {
        clients.add(client);
        return client;
    }
}
