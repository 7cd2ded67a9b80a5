package chappe.world;

import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlWriter;
import chappe.mtproto.handshake.ClientHandshake;
import chappe.mtproto.transport.ClientTransport;
import chappe.wire.InitConnection;
import chappe.wire.InputPeerUser;
import chappe.wire.InputUser;
import chappe.wire.InvokeWithLayer;
import chappe.wire.Layers;
import chappe.wire.UpdatesType;
import chappe.wire.User;
import chappe.wire.mtproto.Ping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client over a real socket, for tests and the load generator: blocking calls, and the updates that come.
///
/// Thread-safe: calls of several threads go out in the order in which they are made. One idle client costs a
/// socket, a parked virtual thread and a few kilobytes.
public final class TestClient implements AutoCloseable {

    /// Where a server is, and how to talk to it.
    ///
    /// @param layer the one that the client speaks
    public record Target(
            InetSocketAddress address,
            RSAPublicKey serverKey,
            ClientTransport.Style transport,
            Clock clock,
            int layer) {}

    /// What a client is called with before its first call.
    private static final int API_ID = 1;

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int TEMP_KEY_LIFE_S = 86_400;

    private final Target target;
    private final SecureRandom random;
    private final ClientKey permanent;
    private final @Nullable ClientKey temporary;
    private final Inbox inbox = new Inbox();
    private volatile Consumer<UpdatesType> pushed = inbox::put;
    private volatile ClientLine line;
    private volatile boolean isInitialized;
    private volatile @Nullable User self;

    private TestClient(
            Target target,
            ClientKey permanent,
            @Nullable ClientKey temporary,
            ClientTransport transport,
            SecureRandom random) {
        this.target = target;
        this.permanent = permanent;
        this.temporary = temporary;
        this.random = random;
        ClientKey key = temporary == null ? permanent : temporary;
        var session = new ClientSession(key, key.firstSalt(), target.clock(), target.layer(), random);
        this.line = new ClientLine(session, transport, this::push);
    }

    /// Connects and agrees on a permanent key.
    public static TestClient connect(Target target, SecureRandom random) {
        return connect(target, random, false);
    }

    /// Connects, agrees on a permanent and a temporary key, and binds one to the other
    /// ([PFS](https://core.telegram.org/api/pfs)).
    public static TestClient connectWithTemporaryKey(Target target, SecureRandom random) {
        return connect(target, random, true);
    }

    private static TestClient connect(Target target, SecureRandom random, boolean isTemporary) {
        try {
            ClientTransport transport = ClientTransport.connect(target.address(), target.transport(), random);
            ClientKey permanent = exchange(target, transport, ClientHandshake.Style.permanent(2), random);
            ClientKey temporary = isTemporary
                    ? exchange(target, transport, ClientHandshake.Style.temporary(2, TEMP_KEY_LIFE_S), random)
                    : null;
            var client = new TestClient(target, permanent, temporary, transport, random);
            client.line.start();
            if (temporary != null) KeyBinding.bind(client.line, permanent, temporary, expiresAt(target), random);
            return client;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Another client of a key that exists already, as after a restart of the program.
    public static TestClient resume(Target target, ClientKey key, long salt, SecureRandom random) {
        try {
            ClientTransport transport = ClientTransport.connect(target.address(), target.transport(), random);
            ClientKey resumed = new ClientKey(key.id(), key.value(), salt, key.serverTime());
            var client = new TestClient(target, resumed, null, transport, random);
            client.line.start();
            return client;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ClientKey exchange(
            Target target, ClientTransport transport, ClientHandshake.Style style, SecureRandom random)
            throws IOException {
        return KeyExchange.run(transport, target.serverKey(), style, target.clock(), random);
    }

    private static int expiresAt(Target target) {
        return (int) target.clock().instant().getEpochSecond() + TEMP_KEY_LIFE_S;
    }

    /// Calls a method and waits for its answer. The first call of a client says what it is and which layer it
    /// speaks.
    ///
    /// @throws RpcFault when the server refuses
    public <R> R call(TlMethod<R> method) {
        boolean isFirst = !isInitialized;
        PendingCall call = new PendingCall(method.methodName(), bytes(isFirst ? initialized(method) : method));
        line.send(call);
        R result = call.await(method, target.layer(), TIMEOUT);
        isInitialized = true;
        return result;
    }

    /// Calls a method just as it is, without wrappers.
    public <R> R callBare(TlMethod<R> method) {
        PendingCall call = new PendingCall(method.methodName(), bytes(method));
        line.send(call);
        return call.await(method, target.layer(), TIMEOUT);
    }

    /// Calls a method just as it is, and returns at once. The answer is told on the thread that reads, which must
    /// not wait.
    public <R> void start(TlMethod<R> method, Consumer<R> answered, Consumer<RuntimeException> failed) {
        line.send(new PendingCall(method.methodName(), bytes(method), call -> {
            R result;
            try {
                result = call.result(method, target.layer());
            } catch (RuntimeException fault) {
                failed.accept(fault);
                return;
            }
            answered.accept(result);
        }));
    }

    /// Who takes the updates from now on, on the thread that reads, instead of the inbox that tests look into.
    public void onPush(Consumer<UpdatesType> listener) {
        pushed = listener;
    }

    /// Acknowledges what waits to be acknowledged, as clients do that have nothing else to say.
    public void rest() {
        line.acknowledgeAll();
    }

    /// A round trip over the connection: what the server sent before has arrived when it returns.
    public void ping() {
        var ping = new Ping(random.nextLong());
        PendingCall call = new PendingCall("ping", bytes(ping));
        line.send(call);
        call.await(TIMEOUT);
    }

    /// Takes the next update, which must be this one.
    public TlObject receives(Expected expected) {
        return inbox.take(expected, TIMEOUT);
    }

    public void receivesInAnyOrder(Expected... expected) {
        inbox.takeInAnyOrder(List.of(expected), TIMEOUT);
    }

    /// That nothing has come which the test has not taken. What the server was still about to send is not
    /// waited for: [World#settle] does that.
    public void receivesNothingElse() {
        ping();
        inbox.expectEmpty();
    }

    /// The updates that have come and were not taken, taken now.
    public List<TlObject> takeUpdates() {
        return inbox.takeAll();
    }

    /// Loses the line; the session stays. Calls wait for [#reconnect].
    public void disconnect() {
        line.close();
    }

    /// Comes back with the same session, as after a tunnel: what was not answered is sent again under its old
    /// id.
    public void reconnect() {
        reconnect(line.session());
    }

    /// Comes back with another session of the same key, as after a restart of the program.
    public void restart() {
        ClientKey key = temporary == null ? permanent : temporary;
        reconnect(new ClientSession(key, line.session().salt(), target.clock(), target.layer(), random));
        isInitialized = false;
    }

    private void reconnect(ClientSession session) {
        line.close();
        try {
            ClientTransport transport = ClientTransport.connect(target.address(), target.transport(), random);
            line = new ClientLine(session, transport, this::push, line);
            line.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void push(UpdatesType updates) {
        pushed.accept(updates);
    }

    /// The permanent key, for [#resume].
    public ClientKey key() {
        return permanent;
    }

    public long salt() {
        return line.session().salt();
    }

    /// Whom this client is logged in as.
    public User self() {
        return Objects.requireNonNull(self, "not logged in");
    }

    void loggedIn(User user) {
        self = user;
    }

    /// This user, as this client itself sees it. Others need its access hash from the server.
    public InputPeerUser peer() {
        return new InputPeerUser(self().id(), accessHash());
    }

    public InputUser inputUser() {
        return new InputUser(self().id(), accessHash());
    }

    private long accessHash() {
        Long hash = self().accessHash();
        return hash == null ? 0 : hash;
    }

    public boolean isConnected() {
        return !line.isClosed();
    }

    @Override
    public void close() {
        line.close();
    }

    @Override
    public String toString() {
        User user = self;
        return user == null ? "TestClient" : "user " + user.id();
    }

    private <R> TlMethod<?> initialized(TlMethod<R> method) {
        var init = new InitConnection.Builder(API_ID, "TestClient", "1", "1", "en", "", "en", method).build();
        return new InvokeWithLayer(target.layer(), init);
    }

    private byte[] bytes(TlObject object) {
        return TlWriter.toBytes(object, Layers.of(target.layer()));
    }
}
