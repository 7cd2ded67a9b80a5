package chappe.mtproto.session;

import static chappe.mtproto.session.SessionWorld.inLayer;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.help.GetNearestDc;
import chappe.wire.mtproto.BadMsgNotification;
import chappe.wire.mtproto.BadServerSalt;
import chappe.wire.mtproto.Message;
import chappe.wire.mtproto.MsgContainer;
import chappe.wire.mtproto.MsgsAck;
import chappe.wire.mtproto.NewSessionCreated;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.RpcResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each number of bad_msg_notification, and bad_server_salt.
class MessageFaultTest {
    private final SessionWorld world = new SessionWorld();
    private final TestPeer peer = world.peer();

    @ParameterizedTest(name = "{0} s off, a known session: {1} -> {2}")
    @CsvSource({
        "  31, false, 17",
        "  31, true,  17",
        "  30, false, 0",
        "  30, true,  0",
        "-301, false, 16",
        "-300, false, 0",
        // A known session no longer knows what was before its first message.
        "-301, true,  20",
    })
    void aClockThatIsOffIsToldSo(int seconds, boolean isKnown, int code) {
        if (isKnown) peer.send(inLayer(new GetNearestDc()));
        peer.receive();

        long msgId = MsgIds.at(SessionWorld.START.plusSeconds(seconds)) + (isKnown ? 400 : 0);
        peer.send(msgId, peer.nextSeqNo(true), new Ping(1));

        if (code == 0) assertThat(peer.receive(BadMsgNotification.class)).isEmpty();
        else
            assertThat(peer.receive(BadMsgNotification.class))
                    .extracting(BadMsgNotification::errorCode)
                    .containsExactly(code);
        assertThat(world.sessions.sessionCount()).isEqualTo(isKnown || code == 0 ? 1 : 0);
    }

    @Test
    void anOldMessageOfARememberedTimeIsTooLow() {
        peer.send(new Ping(1));
        world.clock.advance(Duration.ofSeconds(1000));
        peer.salt = world.saltOf(peer.key());
        long msgId = MsgIds.at(SessionWorld.START.plusSeconds(500));
        peer.receive();

        peer.send(msgId, peer.nextSeqNo(true), new Ping(2));

        assertThat(peer.receive())
                .extracting(TestPeer.Received::object)
                .containsExactly(new BadMsgNotification(msgId, 3, 16));
    }

    @Test
    void anIdNotDivisibleByFourIsRefusedAlsoInAContainer() {
        long single = peer.nextMsgId() + 1;
        peer.send(single, 1, new Ping(1));
        Message odd = new Message(peer.nextMsgId() + 2, 1, ServerFrames.bytes(new Ping(2)));
        peer.sendContainer(List.of(odd, peer.message(new Ping(3), false)));

        assertThat(peer.receive(BadMsgNotification.class))
                .containsExactly(new BadMsgNotification(single, 1, 18), new BadMsgNotification(odd.msgId(), 1, 18));
    }

    @Test
    void anIdOlderThanAllRememberedIsNotTakenAsNew() {
        long first = peer.nextMsgId();
        peer.send(first + 400, 1, new Ping(1));
        peer.receive();

        peer.send(first, 3, inLayer(new GetNearestDc()));

        assertThat(peer.receive(BadMsgNotification.class)).containsExactly(new BadMsgNotification(first, 3, 20));
        assertThat(world.requests.calls()).isEmpty();
    }

    @Test
    void aMessageForgottenSinceIsNotRunAgain() {
        long call = peer.send(inLayer(new GetNearestDc()));
        for (int i = 0; i < 600; i++) peer.sendPlain(new Ping(i));
        peer.receive();

        peer.send(call, 1, inLayer(new GetNearestDc()));

        assertThat(peer.receive(BadMsgNotification.class)).containsExactly(new BadMsgNotification(call, 1, 20));
        assertThat(world.requests.calls()).hasSize(1);
    }

    @Test
    void aContainerUnderTheIdOfAMessageIsRefused() {
        long call = peer.send(new Ping(1));
        Message inner = new Message(call - 4, 0, ServerFrames.bytes(new Ping(2)));
        peer.receive();

        peer.send(call, 2, new MsgContainer(List.of(inner)));

        assertThat(peer.receive(BadMsgNotification.class)).containsExactly(new BadMsgNotification(call, 2, 19));
    }

    @Test
    void contentMessagesAreNumberedInTheOrderOfTheirIds() {
        long early = peer.nextMsgId();
        long first = peer.nextMsgId();
        peer.send(
                peer.nextMsgId(),
                0,
                new MsgContainer(List.of(
                        new Message(early - 4, 0, ServerFrames.bytes(new Ping(0))),
                        new Message(first, 5, ServerFrames.bytes(inLayer(new GetNearestDc()))))));
        peer.receive();
        long low = peer.nextMsgId();

        peer.send(low, 5, new Ping(1));
        peer.send(early, 7, new Ping(2));
        peer.send(peer.nextMsgId(), 7, new Ping(3));

        assertThat(peer.receive(BadMsgNotification.class))
                .containsExactly(new BadMsgNotification(low, 5, 32), new BadMsgNotification(early, 7, 33));
    }

    @Test
    void containersHaveEvenNumbersAndCallsOddOnesAndAcknowledgementsEither() {
        peer.send(peer.nextMsgId(), 0, new MsgsAck(List.of(4L)));
        peer.send(peer.nextMsgId(), 1, new MsgsAck(List.of(4L)));
        long call = peer.nextMsgId();
        peer.send(call, 2, inLayer(new GetNearestDc()));
        Message inner = peer.message(new Ping(1), false);
        long container = peer.nextMsgId();
        peer.send(container, 3, new MsgContainer(List.of(inner)));

        assertThat(peer.receive(BadMsgNotification.class))
                .containsExactly(new BadMsgNotification(call, 2, 35), new BadMsgNotification(container, 3, 34));
        assertThat(world.requests.calls()).isEmpty();
    }

    @Test
    void brokenContainersAreRefusedWhole() {
        Message ping = peer.message(new Ping(1), false);
        byte[] nested = ServerFrames.bytes(new MsgContainer(List.of(ping)));
        List<Message> tooMany = new ArrayList<>();
        for (int i = 0; i < 1021; i++) tooMany.add(peer.message(new Ping(i), false));
        byte[] cut = ServerFrames.bytes(new MsgContainer(List.of(ping, peer.message(new Ping(2), false))));

        peer.sendContainer(List.of());
        peer.sendContainer(tooMany);
        peer.sendContainer(List.of(new Message(peer.nextMsgId(), 0, nested)));
        peer.sendBody(peer.nextMsgId(), 0, java.util.Arrays.copyOf(cut, cut.length - 4));
        long newer = peer.nextMsgId();
        peer.send(newer, 0, new MsgContainer(List.of(new Message(newer, 0, ServerFrames.bytes(new Ping(3))))));

        assertThat(peer.receive(BadMsgNotification.class))
                .hasSize(5)
                .allSatisfy(bad -> assertThat(bad.errorCode()).isEqualTo(64));
        assertThat(world.sessions.sessionCount()).isZero();
    }

    @Test
    void aBadMessageInAContainerLeavesTheOthersAlone() {
        Message bad = new Message(MsgIds.at(SessionWorld.START.minusSeconds(400)), 1, ServerFrames.bytes(new Ping(1)));
        Message good = peer.message(inLayer(new GetNearestDc()), true);

        peer.sendContainer(List.of(bad, good));

        assertThat(peer.receive())
                .extracting(TestPeer.Received::object)
                .satisfiesOnlyOnce(each -> assertThat(each).isEqualTo(new BadMsgNotification(bad.msgId(), 1, 20)))
                .satisfiesOnlyOnce(each -> assertThat(each).isInstanceOf(RpcResult.class))
                .satisfiesOnlyOnce(each -> assertThat(each)
                        .isInstanceOfSatisfying(
                                NewSessionCreated.class,
                                created -> assertThat(created.firstMsgId()).isEqualTo(good.msgId())));
    }

    @Test
    void aWrongSaltIsAnsweredOnceWithTheRightOneAndMakesNoSession() {
        peer.salt = 0;
        long bad = peer.nextMsgId();
        peer.send(bad, 1, inLayer(new GetNearestDc()));

        assertThat(peer.receive())
                .extracting(TestPeer.Received::object)
                .containsExactly(new BadServerSalt(bad, 1, 48, world.saltOf(peer.key())));
        assertThat(world.sessions.sessionCount()).isZero();
        assertThat(world.requests.calls()).isEmpty();
    }

    @Test
    void aWrongSaltOnAContainerNamesTheContainer() {
        peer.send(new Ping(1));
        peer.receive();
        peer.salt = 1;

        long container =
                peer.sendContainer(List.of(peer.message(new Ping(1), false), peer.message(new Ping(2), false)));

        assertThat(peer.receive(BadServerSalt.class))
                .extracting(BadServerSalt::badMsgId)
                .containsExactly(container);
    }
}
