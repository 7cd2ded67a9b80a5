package chappe.mtproto.session;

import chappe.mtproto.session.TestPeer.Received;
import chappe.wire.mtproto.BadMsgNotification;
import chappe.wire.mtproto.MsgsAck;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.Pong;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/// Whatever a client that holds a key puts into its messages, the server answers by the rules or ends the
/// connection, and its session
/// goes on to serve.
final class SessionFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void answersOrEndsTheConnection(FuzzedDataProvider data) {
        var world = new SessionWorld();
        world.requests.behave(_ -> new Requests.Answer.Error(400, "METHOD_INVALID"));
        TestPeer peer = world.peer(world.newKey(null, 227));
        peer.sendPlain(new Ping(1));
        long known = peer.nextMsgId();

        while (data.remainingBytes() > 0) {
            long msgId = data.consumeBoolean() ? peer.nextMsgId() : known + data.consumeInt(-500, 500);
            int seqNo = data.consumeBoolean() ? peer.nextSeqNo(true) : data.consumeInt();
            byte[] body = data.consumeBytes(data.consumeInt(0, 400));
            byte[] padded = Arrays.copyOf(body, (body.length + 3) & ~3);
            peer.sendFrame(peer.frame(peer.salt, msgId, seqNo, padded.length, padded));
            if (peer.connection().isClosed()) peer.connectAgain();
        }
        stillServes(peer);
    }

    private static void stillServes(TestPeer peer) {
        peer.connectAgain();
        long ping = peer.sendPlain(new Ping(2));
        List<Received> received = peer.receive();
        boolean isServed = received.stream().anyMatch(each -> each.object().equals(new Pong(ping, 2)));
        boolean isTold = received.stream().anyMatch(each -> each.object() instanceof BadMsgNotification);
        boolean isGone = peer.connection().errors().contains(-404);
        if (!isServed && !isTold && !isGone) throw new AssertionError("no answer to a ping");
        if (isServed) peer.sendPlain(new MsgsAck(List.of(received.getLast().msgId())));
    }
}
