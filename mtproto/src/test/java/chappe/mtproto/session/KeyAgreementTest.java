package chappe.mtproto.session;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.tl.Int128;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.handshake.ClientHandshake;
import chappe.mtproto.handshake.ClientHandshake.Step;
import chappe.mtproto.handshake.ClientHandshake.Style;
import chappe.mtproto.handshake.PlainMessage;
import chappe.mtproto.handshake.ServerKey;
import chappe.mtproto.session.AuthKeys.AuthKey;
import chappe.testkit.FakeClock;
import chappe.testkit.Seed;
import chappe.wire.Layers;
import chappe.wire.mtproto.BadServerSalt;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.Pong;
import chappe.wire.mtproto.SetClientDHParams;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A key exchange through the frame loop, and the first message under the key it made.
class KeyAgreementTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair SERVER_KEY = Rsa.generate(RANDOM);

    private final FakeClock clock = new FakeClock(SessionWorld.START);
    private final MemoryAuthKeys authKeys = new MemoryAuthKeys();
    private final Sessions sessions = new Sessions(
            new Sessions.Identity(ServerKey.of(SERVER_KEY, true), 2),
            authKeys,
            new RecordingRequests(),
            clock,
            RANDOM,
            Runnable::run);
    private final FakeConnection connection = new FakeConnection();

    @Test
    void theSaltOfTheKeyExchangeIsGoodForTheFirstMessagesAndNotForEver() {
        Step.Done agreed = exchange(Style.permanent(2));
        var peer = new TestPeer(sessions, authKeys.get(agreed.id()), agreed.firstSalt(), clock, Seed.of(7));

        long ping = peer.sendPlain(new Ping(1));
        List<Pong> first = peer.receive(Pong.class);
        clock.advance(Limits.FIRST_SALT_KEPT);
        long late = peer.sendPlain(new Ping(2));

        assertThat(first).containsExactly(new Pong(ping, 1));
        assertThat(peer.receive(BadServerSalt.class))
                .extracting(BadServerSalt::badMsgId)
                .containsExactly(late);
    }

    @Test
    void aKeyKnowsItsDcAndItsTime() {
        Step.Done permanent = exchange(Style.permanent(10_004));
        Step.Done temporary = exchange(Style.temporary(-3, 3600));
        Step.Done nameless = exchange(new Style(null, null, true));

        AuthKey first = authKeys.get(permanent.id());
        AuthKey second = authKeys.get(temporary.id());
        assertThat(List.of(first.dc(), second.dc(), authKeys.get(nameless.id()).dc()))
                .as("the last one's is that of the connection")
                .containsExactly(4, 3, 3);
        assertThat(first.isTemporary()).isFalse();
        assertThat(second.expires()).isEqualTo(SessionWorld.START.plusSeconds(3600));
    }

    @Test
    void whateverFailsInAKeyExchangeTheClientHearsTheSame() {
        byte[] start = frame(client(Style.permanent(2)).start());
        byte[] unknown = new PlainMessage(4, new byte[] {1, 2, 3, 4}).toFrame();
        byte[] outOfTurn = frame(new SetClientDHParams(new Int128(1, 2), new Int128(3, 4), new byte[16]));

        for (byte[] wrong : List.of(unknown, Arrays.copyOf(start, 30), outOfTurn)) {
            var stranger = new FakeConnection();
            sessions.opened(stranger);
            sessions.frame(stranger, wrong, false);
            assertThat(stranger.errors()).containsExactly(-404);
            assertThat(stranger.isClosed()).isTrue();
            assertThat(stranger.take()).isEmpty();
        }
    }

    @Test
    void aStoreThatCannotTakeTheKeyIsNoReasonToThrowOnesKeysAway() {
        sessions.opened(connection);
        var client = client(Style.permanent(2));
        TlObject last =
                ((Step.Send) client.answer(ask(((Step.Send) client.answer(ask(client.start()))).request()))).request();
        authKeys.setAway(true);

        sessions.frame(connection, frame(last), false);

        assertThat(connection.errors()).containsExactly(-429);
        assertThat(connection.take()).isEmpty();
    }

    private Step.Done exchange(Style style) {
        sessions.opened(connection);
        var client = client(style);
        Step next = new Step.Send(client.start());
        while (next instanceof Step.Send send) next = client.answer(ask(send.request()));
        return (Step.Done) next;
    }

    private static ClientHandshake client(Style style) {
        return new ClientHandshake((RSAPublicKey) SERVER_KEY.getPublic(), style, RANDOM);
    }

    private TlObject ask(TlObject request) {
        sessions.frame(connection, frame(request), false);
        byte[] answer = PlainMessage.read(connection.take().getFirst()).body();
        return TlReader.readWhole(answer, Layers.newest());
    }

    private byte[] frame(TlObject request) {
        long msgId = MsgIds.at(clock.instant());
        return new PlainMessage(msgId, TlWriter.toBytes(request, Layers.newest())).toFrame();
    }
}
