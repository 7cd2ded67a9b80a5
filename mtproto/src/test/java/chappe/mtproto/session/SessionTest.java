package chappe.mtproto.session;

import static chappe.mtproto.session.SessionWorld.inLayer;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.mtproto.session.Requests.Outlet;
import chappe.mtproto.session.TestPeer.Received;
import chappe.wire.UpdateConfig;
import chappe.wire.UpdateShort;
import chappe.wire.UpdatesTooLong;
import chappe.wire.help.GetConfig;
import chappe.wire.help.GetNearestDc;
import chappe.wire.mtproto.Message;
import chappe.wire.mtproto.MsgsAck;
import chappe.wire.mtproto.NewSessionCreated;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.Pong;
import chappe.wire.mtproto.RpcResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a session does with frames, repeats, pushes and lost connections.
class SessionTest {
    private final SessionWorld world = new SessionWorld();
    private final TestPeer peer = world.peer();

    @Test
    void aCallIsAnsweredOnceAndItsRepeatWithTheSameAnswer() {
        long call = peer.send(inLayer(new GetNearestDc()));
        Received first = only(RpcResult.class);

        peer.send(call, 1, inLayer(new GetNearestDc()));
        Received second = only(RpcResult.class);

        assertThat(second.object()).isEqualTo(first.object());
        assertThat(second.msgId()).isNotEqualTo(first.msgId());
        assertThat(world.requests.calls()).hasSize(1);
    }

    @Test
    void aRepeatAfterTheAcknowledgementIsAcknowledgedAndNoMore() {
        long call = peer.send(inLayer(new GetNearestDc()));
        Received answer = only(RpcResult.class);
        peer.sendPlain(new MsgsAck(List.of(answer.msgId())));

        peer.send(call, 1, inLayer(new GetNearestDc()));
        world.clock.advance(Limits.ACK_DELAY);
        world.sessions.acknowledge();

        assertThat(peer.receive()).extracting(Received::object).containsExactly(new MsgsAck(List.of(call)));
        assertThat(world.requests.calls()).hasSize(1);
    }

    @Test
    void aCallThatTakesLongIsAcknowledgedAfterAShortWhile() {
        peer.send(new Ping(1));
        peer.receive();
        world.holdLanes();
        long call = peer.send(inLayer(new GetNearestDc()));
        world.sessions.acknowledge();
        assertThat(peer.receive()).isEmpty();

        world.clock.advance(Limits.ACK_DELAY);
        world.sessions.acknowledge();

        assertThat(peer.receive()).extracting(Received::object).containsExactly(new MsgsAck(List.of(call)));
    }

    @Test
    void pingsNeverWaitBehindACall() {
        world.holdLanes();
        peer.send(inLayer(new GetNearestDc()));

        long ping = peer.sendPlain(new Ping(5));

        assertThat(peer.receive(Pong.class)).containsExactly(new Pong(ping, 5));
    }

    @Test
    void callsOfAContainerRunInItsOrder() {
        List<Message> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) calls.add(peer.message(inLayer(new GetNearestDc()), true));

        peer.sendContainer(calls);

        assertThat(world.requests.calls())
                .extracting(call -> call.msgId().value())
                .containsExactlyElementsOf(calls.stream().map(Message::msgId).toList());
    }

    @Test
    void pushesAndAnswersAreKeptUntilTheClientReturnsAndAcknowledges() {
        peer.send(inLayer(new GetNearestDc()));
        Outlet outlet = world.requests.opened().getFirst();
        peer.disconnect();
        assertThat(outlet.push(push(1))).isTrue();
        assertThat(outlet.push(push(2))).isTrue();

        peer.connectAgain();
        peer.sendPlain(new Ping(1));
        List<Received> afterReturn = peer.receive();
        peer.sendPlain(new MsgsAck(afterReturn.stream().map(Received::msgId).toList()));
        peer.connectAgain();
        peer.sendPlain(new Ping(2));

        assertThat(afterReturn)
                .extracting(Received::object)
                .hasAtLeastOneElementOfType(RpcResult.class)
                .containsSubsequence(push(1), push(2));
        assertThat(peer.receive()).extracting(Received::object).hasOnlyElementsOfType(Pong.class);
    }

    @Test
    void aPushOnALineThatDiesGoesOverTheOther() {
        peer.send(inLayer(new GetNearestDc()));
        FakeConnection dying = peer.connection();
        peer.connectAgain();
        peer.send(new Ping(1));
        peer.receive();
        FakeConnection living = peer.connection();
        Outlet outlet = world.requests.opened().getFirst();
        outlet.push(push(1));
        assertThat(dying.take()).isNotEmpty();
        assertThat(living.take()).hasSize(1);

        world.sessions.closed(living);

        assertThat(dying.take()).isNotEmpty();
    }

    @Test
    void whatIsTooMuchGivesWayToOneUpdatesTooLong() {
        peer.send(inLayer(new GetNearestDc()));
        Outlet outlet = world.requests.opened().getFirst();
        peer.disconnect();
        for (int i = 0; i < Limits.PUSHES_KEPT_MAX + 10; i++) outlet.push(push(i));

        peer.connectAgain();
        peer.sendPlain(new Ping(1));
        List<Received> received = peer.receive();

        assertThat(received).extracting(Received::object).containsOnlyOnce(new UpdatesTooLong());
        assertThat(received)
                .filteredOn(each -> each.object() instanceof UpdateShort)
                .hasSizeLessThan(10);
    }

    @Test
    void aReplayedFrameDrawsNothingToWhoeverReplaysIt() {
        peer.sendPlain(new Ping(1));
        byte[] call = ServerFrames.bytes(inLayer(new GetNearestDc()));
        byte[] frame = peer.frame(peer.salt, peer.nextMsgId(), 1, call.length, call);
        peer.sendFrame(frame);
        peer.receive();
        FakeConnection replay = new FakeConnection();
        world.sessions.opened(replay);

        world.sessions.frame(replay, frame, false);
        replay.take();
        world.requests.opened().getFirst().push(push(1));

        assertThat(replay.take()).isEmpty();
        assertThat(peer.receive()).extracting(Received::object).contains(push(1));
        assertThat(world.requests.calls()).hasSize(1);
    }

    @Test
    void anAbandonedSessionEndsAndItsClientIsToldSoOnReturn() {
        peer.send(inLayer(new GetNearestDc()));
        peer.receive();
        Outlet outlet = world.requests.opened().getFirst();
        peer.disconnect();
        world.clock.advance(Limits.SESSION_KEPT.plusSeconds(1));

        world.sessions.sweep();
        peer.connectAgain();
        peer.salt = world.saltOf(peer.key());
        peer.sendPlain(new Ping(1));

        assertThat(world.requests.closed()).containsExactly(outlet);
        assertThat(outlet.push(push(1))).isFalse();
        assertThat(peer.receive(NewSessionCreated.class)).hasSize(1);
        assertThat(world.requests.opened()).hasSize(2);
    }

    @Test
    void aConnectedSessionIsNeverAbandoned() {
        peer.send(inLayer(new GetNearestDc()));
        world.clock.advance(Duration.ofDays(2));

        world.sessions.sweep();

        assertThat(world.sessions.sessionCount()).isOne();
    }

    @Test
    void aClientThatWasSilentForLongMayStillComeBackAfterItsLineBreaks() {
        peer.send(inLayer(new GetNearestDc()));
        world.clock.advance(Duration.ofDays(2));
        peer.disconnect();
        world.sessions.sweep();

        assertThat(world.sessions.sessionCount()).isOne();
    }

    @Test
    void aConnectionCarriesOnlySoManySessions() {
        for (int i = 0; i < Limits.SESSIONS_PER_CONNECTION_MAX; i++) {
            peer.sendPlain(new Ping(i));
            peer.receive();
            peer.sessionId++;
        }
        assertThat(peer.connection().errors()).isEmpty();

        peer.sendPlain(new Ping(99));

        assertThat(peer.connection().errors()).containsExactly(-429);
    }

    @Test
    void ofTooManySessionsUnderAKeyTheOldestGivesWay() {
        long oldest = peer.sessionId;
        for (int i = 0; i <= Limits.SESSIONS_PER_KEY_MAX; i++) {
            peer.sendPlain(new Ping(i));
            peer.receive();
            peer.sessionId++;
            peer.disconnect();
            peer.connectAgain();
            world.clock.advance(Duration.ofMillis(10));
        }

        assertThat(world.sessions.sessionCount()).isEqualTo(Limits.SESSIONS_PER_KEY_MAX);
        assertThat(world.requests.closed())
                .extracting(each -> each.sessionId().value())
                .containsExactly(oldest);
    }

    @Test
    void aLongAnswerIsPackedWhenThatHelps() {
        byte[] zeros = new byte[4000];
        world.requests.behave(_ -> new Requests.Answer.Result(zeros));

        peer.send(inLayer(new GetNearestDc()));

        RpcResult answer = (RpcResult) only(RpcResult.class).object();
        var packed = (chappe.wire.mtproto.GzipPacked) peer.resultOf(answer);
        assertThat(packed.packedData().length).isLessThan(100);
        assertThat(Inflation.inflate(packed.packedData())).isEqualTo(zeros);
    }

    @Test
    void anErrorIsAnAnswerLikeAnother() {
        peer.send(inLayer(new GetConfig()));

        assertThat(peer.receive(RpcResult.class)).extracting(peer::errorOf).containsExactly("METHOD_INVALID");
    }

    @Test
    void aBugAboveIsAnsweredAndTheLaneGoesOn() {
        world.requests.behave(call -> {
            if (call.method() instanceof GetConfig) throw new IllegalStateException("a bug");
            return RecordingRequests.answerPlainly(call);
        });

        peer.send(inLayer(new GetConfig()));
        peer.send(inLayer(new GetNearestDc()));

        List<RpcResult> answers = peer.receive(RpcResult.class);
        assertThat(answers).hasSize(2);
        assertThat(peer.errorOf(answers.getFirst())).isEqualTo("INTERNAL");
    }

    @Test
    void tooManyWaitingCallsAreToldToWait() {
        world.holdLanes();
        for (int i = 0; i <= Limits.CALLS_WAITING_MAX; i++) peer.send(inLayer(new GetNearestDc()));

        assertThat(peer.receive(RpcResult.class)).extracting(peer::errorOf).containsExactly("FLOOD_WAIT_1");
        world.runLanes();
        assertThat(world.requests.calls()).hasSize(Limits.CALLS_WAITING_MAX);
    }

    @Test
    void aFrameUnderAnUnknownKeyGetsMinus404() {
        var stranger = new TestPeer(world.sessions, unknownKey(), 0, world.clock, world.random);

        stranger.sendPlain(new Ping(1));

        assertThat(stranger.connection().errors()).containsExactly(-404);
        assertThat(stranger.connection().isTrusted()).isFalse();
    }

    @Test
    void aStoreThatIsAwayIsNeverAnUnknownKey() {
        world.authKeys.setAway(true);

        peer.sendPlain(new Ping(1));

        assertThat(peer.connection().errors()).containsExactly(-429);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 20, 24, 30, 60, 100})
    void aChangedByteEndsTheConnectionWithoutAWord(int at) {
        byte[] body = ServerFrames.bytes(new Ping(1));
        byte[] frame = peer.frame(peer.salt, peer.nextMsgId(), 0, body.length, body);
        frame[Math.min(at, frame.length - 1)] ^= 1;

        peer.sendFrame(frame);

        assertThat(peer.connection().take()).isEmpty();
        assertThat(peer.connection().errors()).isEmpty();
        assertThat(peer.connection().isClosed()).isTrue();
        assertThat(world.sessions.sessionCount()).isZero();
    }

    @ParameterizedTest(name = "length {0} for 12 bytes")
    @ValueSource(ints = {-4, 0, 2, 13, 1 << 20, Integer.MAX_VALUE})
    void aLengthThatIsNotTheBodysEndsTheConnection(int length) {
        byte[] body = ServerFrames.bytes(new Ping(1));

        peer.sendFrame(peer.frame(peer.salt, peer.nextMsgId(), 0, length, body));

        assertThat(peer.connection().take()).isEmpty();
        assertThat(peer.connection().isClosed()).isTrue();
    }

    @Test
    void paddingIsBetween12And1024Bytes() {
        byte[] body = ServerFrames.bytes(new Ping(1));
        byte[] longer = Arrays.copyOf(body, body.length + 1100);

        peer.sendFrame(peer.frame(peer.salt, peer.nextMsgId(), 0, body.length, longer));

        assertThat(peer.connection().take()).isEmpty();
        assertThat(peer.connection().isClosed()).isTrue();
    }

    @Test
    void aQuickAcknowledgementHasTheTokenOfTheFrame() {
        byte[] body = ServerFrames.bytes(new Ping(1));
        byte[] frame = peer.frame(peer.salt, peer.nextMsgId(), 0, body.length, body);
        byte[] plaintext = chappe.mtproto.crypto.MessageCipher.decrypt(
                peer.key().value(), chappe.mtproto.crypto.Direction.CLIENT_TO_SERVER, frame.clone());
        byte[] hash =
                chappe.mtproto.crypto.Hash.sha256(Arrays.copyOfRange(peer.key().value(), 88, 120), plaintext);
        int token = (hash[0] & 0xff) | ((hash[1] & 0xff) << 8) | ((hash[2] & 0xff) << 16) | ((hash[3] | 0x80) << 24);

        world.sessions.frame(peer.connection(), frame, true);

        assertThat(peer.connection().quickAcks()).containsExactly(token);
        assertThat(peer.connection().isTrusted()).isTrue();
    }

    private Received only(Class<?> kind) {
        List<Received> all = peer.receive().stream()
                .filter(each -> kind.isInstance(each.object()))
                .toList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private AuthKeys.AuthKey unknownKey() {
        AuthKeys.AuthKey key = world.newKey(null, 0);
        world.authKeys.destroy(key.id());
        return key;
    }

    private static UpdateShort push(int date) {
        return new UpdateShort(new UpdateConfig(), date);
    }
}
