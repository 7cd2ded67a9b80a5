package chappe.mtproto.session;

import static chappe.mtproto.session.SessionWorld.inLayer;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.mtproto.session.TestPeer.Received;
import chappe.wire.help.GetNearestDc;
import chappe.wire.mtproto.DestroyAuthKey;
import chappe.wire.mtproto.DestroyAuthKeyFail;
import chappe.wire.mtproto.DestroyAuthKeyOk;
import chappe.wire.mtproto.DestroySession;
import chappe.wire.mtproto.DestroySessionNone;
import chappe.wire.mtproto.DestroySessionOk;
import chappe.wire.mtproto.FutureSalt;
import chappe.wire.mtproto.FutureSalts;
import chappe.wire.mtproto.GetFutureSalts;
import chappe.wire.mtproto.HttpWait;
import chappe.wire.mtproto.MsgDetailedInfo;
import chappe.wire.mtproto.MsgResendReq;
import chappe.wire.mtproto.MsgsAck;
import chappe.wire.mtproto.MsgsStateInfo;
import chappe.wire.mtproto.MsgsStateReq;
import chappe.wire.mtproto.NewSessionCreated;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.PingDelayDisconnect;
import chappe.wire.mtproto.Pong;
import chappe.wire.mtproto.RpcAnswerDropped;
import chappe.wire.mtproto.RpcAnswerDroppedRunning;
import chappe.wire.mtproto.RpcAnswerUnknown;
import chappe.wire.mtproto.RpcDropAnswer;
import chappe.wire.mtproto.RpcResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a session answers itself.
class ServiceMessagesTest {
    private final SessionWorld world = new SessionWorld();
    private final TestPeer peer = world.peer();

    @Test
    void aNewSessionIsAnnouncedWithTheLowestIdItTakesAndTheSalt() {
        long lowest = peer.nextMsgId();
        var inner = new chappe.wire.mtproto.Message(lowest, 0, ServerFrames.bytes(new Ping(7)));
        long saltBefore = peer.salt;
        peer.sendContainer(List.of(peer.message(new Ping(8), false), inner));

        List<Received> received = peer.receive();

        NewSessionCreated created = (NewSessionCreated) received.getFirst().object();
        assertThat(created.firstMsgId()).isEqualTo(lowest);
        assertThat(created.serverSalt()).isEqualTo(saltBefore);
        assertThat(received.getFirst().seqNo()).isEqualTo(1);
    }

    @Test
    void uniqueIdsDiffer() {
        peer.send(new Ping(1));
        long first = peer.receive(NewSessionCreated.class).getFirst().uniqueId();
        peer.sessionId++;

        peer.send(new Ping(2));

        assertThat(peer.receive(NewSessionCreated.class).getFirst().uniqueId()).isNotEqualTo(first);
    }

    @Test
    void pingsAreAnsweredWithTheirIdsAndAcknowledgedWhenTheyAreContent() {
        long plain = peer.sendPlain(new Ping(7));
        List<Received> toPlain = peer.receive();
        long content = peer.send(new Ping(8));
        List<Received> toContent = peer.receive();

        assertThat(toPlain)
                .extracting(Received::object)
                .contains(new Pong(plain, 7))
                .doesNotHaveAnyElementsOfTypes(MsgsAck.class);
        assertThat(toContent)
                .extracting(Received::object)
                .containsExactlyInAnyOrder(new Pong(content, 8), new MsgsAck(List.of(content)));
    }

    @Test
    void idsOfTheServerTellAnswersFromTheRestAndRise() {
        for (int i = 0; i < 20; i++) peer.send(inLayer(new GetNearestDc()));

        List<Received> all = peer.receive();

        assertThat(all).extracting(Received::msgId).isSorted().doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(each -> assertThat(each.msgId() & 3)
                        .isEqualTo(each.object() instanceof RpcResult || each.object() instanceof Pong ? 1 : 3));
        assertThat(all).extracting(Received::seqNo).isSorted();
        assertThat(all)
                .filteredOn(each -> each.object() instanceof RpcResult)
                .allSatisfy(each -> assertThat(each.seqNo() & 1).isOne());
    }

    @Test
    void aConnectionEndsWhenItsClientBreaksItsPromiseAndTheSessionGoesOn() {
        long ping = peer.sendPlain(new PingDelayDisconnect(9, 75));
        assertThat(peer.receive(Pong.class)).containsExactly(new Pong(ping, 9));
        world.clock.advance(Duration.ofSeconds(75));
        world.sessions.sweep();
        assertThat(peer.connection().isClosed()).isFalse();

        world.clock.advance(Duration.ofSeconds(1));
        world.sessions.sweep();

        assertThat(peer.connection().isClosed()).isTrue();
        assertThat(world.sessions.sessionCount()).isOne();
    }

    @Test
    void futureSaltsBeginWithTheHoursAndAreGoodInTheirTime() {
        long ask = peer.sendPlain(new GetFutureSalts(64));

        FutureSalts answer = peer.receive(FutureSalts.class).getFirst();

        assertThat(answer.reqMsgId()).isEqualTo(ask);
        assertThat(answer.salts()).hasSize(64);
        assertThat(answer.salts().getFirst().salt()).isEqualTo(peer.salt);
        assertThat(answer.salts()).extracting(FutureSalt::salt).doesNotHaveDuplicates();
        for (FutureSalt each : answer.salts().subList(0, 3)) {
            world.clock.set(java.time.Instant.ofEpochSecond(each.validSince()));
            assertThat(isAccepted(each.salt())).isTrue();
            world.clock.set(java.time.Instant.ofEpochSecond(each.validUntil() - 1));
            assertThat(isAccepted(each.salt())).isTrue();
            world.clock.set(java.time.Instant.ofEpochSecond(each.validUntil()));
            assertThat(isAccepted(each.salt())).isFalse();
        }
    }

    @Test
    void tooFewAndTooManyFutureSaltsAreBounded() {
        peer.sendPlain(new GetFutureSalts(-1));
        peer.sendPlain(new GetFutureSalts(1_000_000));

        assertThat(peer.receive(FutureSalts.class))
                .extracting(each -> each.salts().size())
                .containsExactly(1, 64);
    }

    @Test
    void statesTellWhatIsKnownOfEachMessage() {
        long before = peer.nextMsgId();
        long answered = peer.send(inLayer(new GetNearestDc()));
        long never = peer.nextMsgId();
        long plain = peer.sendPlain(new Ping(1));
        long content = peer.send(new Ping(2));
        world.holdLanes();
        long waiting = peer.send(inLayer(new GetNearestDc()));
        long future = peer.nextMsgId() + 4000;

        long ask = peer.sendPlain(new MsgsStateReq(List.of(before, answered, never, plain, content, waiting, future)));

        MsgsStateInfo info = peer.receive(MsgsStateInfo.class).getFirst();
        assertThat(info.reqMsgId()).isEqualTo(ask);
        assertThat(info.info()).containsExactly(1, 4 + 32 + 64, 2, 4 + 16, 4, 4 + 32, 3);
    }

    @Test
    void aStateRequestBringsAnAnswerThatGotLost() {
        long call = peer.send(inLayer(new GetNearestDc()));
        peer.receive();

        peer.sendPlain(new MsgsStateReq(List.of(call)));

        List<Received> received = peer.receive();
        assertThat(received).extracting(Received::object).hasAtLeastOneElementOfType(MsgsStateInfo.class);
        assertThat(received)
                .filteredOn(each -> each.object() instanceof RpcResult result && result.reqMsgId() == call)
                .hasSize(1);
    }

    @Test
    void aResendComesUnderANewIdAndNotAfterTheAcknowledgement() {
        peer.send(inLayer(new GetNearestDc()));
        Received first = answers().getFirst();

        peer.sendPlain(new MsgResendReq(List.of(first.msgId())));
        Received second = answers().getFirst();
        peer.sendPlain(new MsgsAck(List.of(first.msgId())));
        peer.sendPlain(new MsgResendReq(List.of(first.msgId(), second.msgId())));

        assertThat(second.object()).isEqualTo(first.object());
        assertThat(second.msgId()).isGreaterThan(first.msgId());
        assertThat(answers()).isEmpty();
    }

    @Test
    void aLongAnswerIsNotRepeatedBeforeItIsAskedFor() {
        byte[] noise = new byte[5000];
        world.random.nextBytes(noise);
        world.requests.behave(_ -> new Requests.Answer.Result(noise));
        long call = peer.send(inLayer(new GetNearestDc()));
        Received answer = answers().getFirst();

        peer.send(call, 1, inLayer(new GetNearestDc()));
        MsgDetailedInfo info = peer.receive(MsgDetailedInfo.class).getFirst();
        peer.sendPlain(new MsgResendReq(List.of(info.answerMsgId())));

        assertThat(info).isEqualTo(new MsgDetailedInfo(call, answer.msgId(), 5012, 0));
        assertThat(answers()).extracting(Received::object).containsExactly(answer.object());
        assertThat(world.requests.calls()).hasSize(1);
    }

    @Test
    void aDroppedAnswerIsUnknownRunningOrThrownAway() {
        long answered = peer.send(inLayer(new GetNearestDc()));
        Received answer = answers().getFirst();
        world.holdLanes();
        long waiting = peer.send(inLayer(new GetNearestDc()));

        peer.send(new RpcDropAnswer(4));
        peer.send(new RpcDropAnswer(waiting));
        peer.send(new RpcDropAnswer(answered));
        List<RpcResult> drops = peer.receive(RpcResult.class);
        world.runLanes();

        assertThat(drops)
                .extracting(peer::resultOf)
                .containsExactly(
                        new RpcAnswerUnknown(),
                        new RpcAnswerDroppedRunning(),
                        new RpcAnswerDropped(
                                answer.msgId(), answer.seqNo(), ((RpcResult) answer.object()).result().length + 12));
        assertThat(world.requests.calls()).hasSize(1);
        assertThat(answers()).isEmpty();
    }

    @Test
    void anotherSessionOfTheKeyCanBeDestroyed() {
        peer.send(inLayer(new GetNearestDc()));
        long old = peer.sessionId;
        peer.receive();
        peer.sessionId++;

        peer.send(new DestroySession(old));
        peer.send(new DestroySession(old));
        peer.send(new DestroySession(peer.sessionId));

        List<Object> answers = new ArrayList<>();
        peer.receive().stream()
                .map(Received::object)
                .filter(each -> each.toString().startsWith("Destroy"))
                .forEach(answers::add);
        assertThat(answers)
                .containsExactly(
                        new DestroySessionOk(old), new DestroySessionNone(old), new DestroySessionNone(peer.sessionId));
        assertThat(world.requests.closed())
                .extracting(each -> each.sessionId().value())
                .containsExactly(old);
    }

    @Test
    void aDestroyedKeyIsGoneAndItsSessionsWithIt() {
        peer.send(inLayer(new GetNearestDc()));
        peer.receive();

        peer.send(new DestroyAuthKey());
        List<DestroyAuthKeyOk> answer = peer.receive(DestroyAuthKeyOk.class);
        peer.send(new Ping(1));

        assertThat(answer).hasSize(1);
        assertThat(world.authKeys.find(new AuthKeyId(peer.key().id().value()))).isNull();
        assertThat(world.requests.closed()).hasSize(1);
        assertThat(world.sessions.sessionCount()).isZero();
        assertThat(peer.connection().errors()).containsExactly(-404);
    }

    @Test
    void aKeyThatCannotBeDestroyedNowStays() {
        peer.send(inLayer(new GetNearestDc()));
        peer.receive();
        world.authKeys.setAway(true);

        peer.send(new DestroyAuthKey());

        assertThat(peer.receive(DestroyAuthKeyFail.class)).hasSize(1);
        assertThat(world.sessions.sessionCount()).isOne();
    }

    @Test
    void whatNeedsNoAnswerGetsNone() {
        peer.send(new Ping(1));
        peer.receive();

        peer.sendPlain(new HttpWait(0, 0, 25_000));
        peer.sendPlain(new MsgsStateInfo(1, new byte[] {1}));
        peer.sendPlain(new MsgsAck(List.of(12L)));

        assertThat(peer.receive()).isEmpty();
        assertThat(peer.connection().errors()).isEmpty();
    }

    @Test
    void aServiceMessageThatDoesNotFitItsConstructorIsRefused() {
        byte[] cut = {(byte) 0xec, 0x77, (byte) 0xbe, 0x7a, 1, 0, 0, 0};

        peer.sendBody(peer.nextMsgId(), 0, cut);

        assertThat(peer.receive(RpcResult.class)).extracting(peer::errorOf).containsExactly("INPUT_FETCH_ERROR");
    }

    private List<Received> answers() {
        return peer.receive().stream()
                .filter(each -> each.object() instanceof RpcResult)
                .toList();
    }

    private boolean isAccepted(long salt) {
        var other = new TestPeer(world.sessions, peer.key(), salt, world.clock, world.random);
        other.sendPlain(new Ping(1));
        return !other.receive(Pong.class).isEmpty();
    }
}
