package chappe.mtproto.session;

import static chappe.mtproto.session.SessionWorld.inLayer;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.mtproto.crypto.MessageCipher;
import chappe.mtproto.session.AuthKeys.AuthKey;
import chappe.wire.Layers;
import chappe.wire.auth.BindTempAuthKey;
import chappe.wire.help.GetNearestDc;
import chappe.wire.mtproto.BindAuthKeyInner;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.Pong;
import chappe.wire.mtproto.RpcResult;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Temporary keys: what they may before they are bound, each way in which a binding may be wrong, and their
/// end.
class TempKeyTest {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final long NONCE = 0x1122334455667788L;

    private final SessionWorld world = new SessionWorld();
    private final AuthKey permanent = world.newKey(null, Layers.NEWEST);
    private final TestPeer peer = world.peer(world.newKey(LIFE, 0));

    /// One field of the binding, wrong.
    enum Wrong {
        NONCE,
        TEMP_KEY,
        PERM_KEY,
        SESSION,
        EXPIRY;

        BindAuthKeyInner change(BindAuthKeyInner inner) {
            return new BindAuthKeyInner(
                    inner.nonce() + (this == NONCE ? 1 : 0),
                    inner.tempAuthKeyId() + (this == TEMP_KEY ? 1 : 0),
                    inner.permAuthKeyId() + (this == PERM_KEY ? 1 : 0),
                    inner.tempSessionId() + (this == SESSION ? 1 : 0),
                    inner.expiresAt() + (this == EXPIRY ? 1 : 0));
        }
    }

    @Test
    void anUnboundKeyMayPingAndNothingElse() {
        long ping = peer.sendPlain(new Ping(1));
        peer.send(inLayer(new GetNearestDc()));

        var received = peer.receive();
        assertThat(received).extracting(TestPeer.Received::object).contains(new Pong(ping, 1));
        RpcResult answer = (RpcResult) received.getLast().object();
        assertThat(peer.errorOf(answer)).isEqualTo("AUTH_KEY_PERM_EMPTY");
        assertThat(world.requests.calls()).isEmpty();
        assertThat(world.requests.opened()).isEmpty();
    }

    @Test
    void aBoundKeyActsForThePermanentOneInItsLayer() {
        bind(permanent, UnaryOperator.identity(), 0, expiresAt());
        peer.send(new GetNearestDc());

        var answers = peer.receive(RpcResult.class);
        assertThat(answers.getFirst().result()).isEqualTo(new byte[] {(byte) 0xb5, 0x75, 0x72, (byte) 0x99});
        assertThat(world.requests.calls()).extracting(Requests.Call::authKeyId).containsExactly(permanent.id());
        assertThat(world.requests.opened())
                .extracting(Requests.Outlet::authKeyId)
                .containsExactly(permanent.id());
        assertThat(world.authKeys.get(peer.key().id()).boundTo()).isEqualTo(permanent.id());
    }

    @Test
    void aBindingMayBeRepeated() {
        bind(permanent, UnaryOperator.identity(), 0, expiresAt());
        bind(permanent, UnaryOperator.identity(), 0, expiresAt());

        assertThat(peer.receive(RpcResult.class))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.result()).hasSize(4));
    }

    @Test
    void aBoundKeyIsNotBoundToAnother() {
        AuthKey other = world.newKey(null, 0);
        bind(permanent, UnaryOperator.identity(), 0, expiresAt());
        peer.receive();

        bind(other, UnaryOperator.identity(), 0, expiresAt());

        assertThat(error()).isEqualTo("TEMP_AUTH_KEY_ALREADY_BOUND");
    }

    @ParameterizedTest
    @EnumSource
    void eachFieldOfTheBindingIsChecked(Wrong wrong) {
        bind(permanent, wrong::change, 0, expiresAt());

        assertThat(error()).isEqualTo("ENCRYPTED_MESSAGE_INVALID");
        assertThat(world.authKeys.get(peer.key().id()).boundTo()).isNull();
    }

    @Test
    void theBindingHasTheIdOfItsCall() {
        bind(permanent, UnaryOperator.identity(), 4, expiresAt());

        assertThat(error()).isEqualTo("ENCRYPTED_MESSAGE_INVALID");
    }

    @Test
    void aBindingOfThePastIsRefused() {
        bind(permanent, UnaryOperator.identity(), 0, (int) SessionWorld.START.getEpochSecond());

        assertThat(error()).isEqualTo("ENCRYPTED_MESSAGE_INVALID");
    }

    @Test
    void aBindingUnderAnUnknownOrATemporaryKeyIsRefused() {
        AuthKey unknown = world.newKey(null, 0);
        world.authKeys.destroy(unknown.id());
        bind(unknown, UnaryOperator.identity(), 0, expiresAt());
        String toUnknown = error();
        bind(world.newKey(LIFE, 0), UnaryOperator.identity(), 0, expiresAt());

        assertThat(toUnknown).isEqualTo("ENCRYPTED_MESSAGE_INVALID");
        assertThat(error()).isEqualTo("ENCRYPTED_MESSAGE_INVALID");
    }

    @Test
    void noiseIsNoBinding() {
        peer.send(new BindTempAuthKey(permanent.id().value(), NONCE, expiresAt(), new byte[104]));
        peer.send(new BindTempAuthKey(permanent.id().value(), NONCE, expiresAt(), new byte[3]));

        assertThat(peer.receive(RpcResult.class)).extracting(peer::errorOf).containsOnly("ENCRYPTED_MESSAGE_INVALID");
    }

    @Test
    void onlyTemporaryKeysAreBound() {
        TestPeer other = world.peer(world.newKey(null, 0));

        other.send(new BindTempAuthKey(permanent.id().value(), NONCE, expiresAt(), new byte[104]));

        assertThat(other.receive(RpcResult.class)).extracting(other::errorOf).containsExactly("TEMP_AUTH_KEY_EMPTY");
    }

    @Test
    void anExpiredKeyIsUnknownAndItsSessionsEnd() {
        bind(permanent, UnaryOperator.identity(), 0, expiresAt());
        peer.send(new GetNearestDc());
        world.clock.advance(LIFE.plusSeconds(1));

        world.sessions.sweep();
        peer.sendPlain(new Ping(1));

        assertThat(world.sessions.sessionCount()).isZero();
        assertThat(world.requests.closed()).hasSize(1);
        assertThat(peer.connection().errors()).containsExactly(-404);
    }

    private int expiresAt() {
        return (int) world.clock.instant().plus(LIFE).getEpochSecond();
    }

    private String error() {
        return peer.errorOf(peer.receive(RpcResult.class).getLast());
    }

    private void bind(AuthKey to, UnaryOperator<BindAuthKeyInner> change, long idOff, int expiresAt) {
        long msgId = peer.nextMsgId();
        long tempId = peer.key().id().value();
        var inner = change.apply(new BindAuthKeyInner(NONCE, tempId, to.id().value(), peer.sessionId, expiresAt));
        byte[] plaintext = ByteBuffer.allocate(MessageCipher.BIND_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(16)
                .putLong(msgId + idOff)
                .putInt(0)
                .putInt(40)
                .put(ServerFrames.bytes(inner))
                .array();
        byte[] encrypted = MessageCipher.encryptBind(to.id(), to.value(), plaintext, world.random);
        peer.send(msgId, peer.nextSeqNo(true), new BindTempAuthKey(to.id().value(), NONCE, expiresAt, encrypted));
    }
}
