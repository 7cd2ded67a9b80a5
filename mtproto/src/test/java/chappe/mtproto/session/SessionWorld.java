package chappe.mtproto.session;

import chappe.core.tl.TlMethod;
import chappe.mtproto.crypto.AuthKeyIds;
import chappe.mtproto.handshake.ServerKey;
import chappe.mtproto.session.AuthKeys.AuthKey;
import chappe.testkit.FakeClock;
import chappe.testkit.Seed;
import chappe.wire.InitConnection;
import chappe.wire.InvokeWithLayer;
import chappe.wire.Layers;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sessions without sockets: keys in memory, a clock turned by hand, and lanes that run when the test says
/// so, or at once. Confined to the test's thread.
final class SessionWorld {
    static final Instant START = Instant.parse("2026-03-13T12:10:00Z");
    private static final ServerKey SERVER_KEY = newServerKey();

    final FakeClock clock = new FakeClock(START);
    final MemoryAuthKeys authKeys = new MemoryAuthKeys();
    final RecordingRequests requests = new RecordingRequests();
    final RandomGenerator random;
    final Sessions sessions;
    private final Deque<Runnable> lanes = new ArrayDeque<>();
    private boolean areLanesHeld;

    SessionWorld() {
        this(Seed.of(42));
    }

    SessionWorld(RandomGenerator random) {
        this.random = random;
        this.sessions = new Sessions(
                new Sessions.Identity(SERVER_KEY, 2), authKeys, requests, clock, new SecureRandom(), this::lane);
    }

    /// A client with a permanent key and the right salt, which has not spoken yet.
    TestPeer peer() {
        return peer(newKey(null, 0));
    }

    TestPeer peer(AuthKey key) {
        return new TestPeer(sessions, key, saltOf(key), clock, random);
    }

    AuthKey newKey(@Nullable Duration life, int layer) {
        byte[] value = new byte[256];
        random.nextBytes(value);
        Instant expires = life == null ? null : clock.instant().plus(life);
        var key = new AuthKey(AuthKeyIds.of(value), value, 2, expires, null, layer);
        authKeys.add(key);
        return key;
    }

    long saltOf(AuthKey key) {
        return Salts.of(SERVER_KEY).of(key.id(), Salts.period(clock.instant().getEpochSecond()));
    }

    /// Calls wait from now on until [#runLanes].
    void holdLanes() {
        areLanesHeld = true;
    }

    void runLanes() {
        areLanesHeld = false;
        for (Runnable next = lanes.poll(); next != null; next = lanes.poll()) next.run();
    }

    static <R> InvokeWithLayer inLayer(TlMethod<R> method) {
        var init = new InitConnection.Builder(1, "test", "1", "1", "en", "", "en", method).build();
        return new InvokeWithLayer(Layers.NEWEST, init);
    }

    private static ServerKey newServerKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return ServerKey.of(generator.generateKeyPair(), true);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private void lane(Runnable task) {
        if (areLanesHeld) lanes.add(task);
        else task.run();
    }
}
