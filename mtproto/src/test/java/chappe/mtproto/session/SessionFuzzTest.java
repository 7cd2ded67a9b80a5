package chappe.mtproto.session;

import chappe.mtproto.session.TestPeer.Received;
import chappe.wire.InitConnection;
import chappe.wire.InvokeAfterMsg;
import chappe.wire.InvokeAfterMsgs;
import chappe.wire.InvokeWithLayer;
import chappe.wire.InvokeWithoutUpdates;
import chappe.wire.auth.BindTempAuthKey;
import chappe.wire.messages.SendMessage;
import chappe.wire.mtproto.BadMsgNotification;
import chappe.wire.mtproto.DestroyAuthKey;
import chappe.wire.mtproto.DestroySession;
import chappe.wire.mtproto.GetFutureSalts;
import chappe.wire.mtproto.GzipPacked;
import chappe.wire.mtproto.HttpWait;
import chappe.wire.mtproto.MsgContainer;
import chappe.wire.mtproto.MsgResendReq;
import chappe.wire.mtproto.MsgsAck;
import chappe.wire.mtproto.MsgsStateInfo;
import chappe.wire.mtproto.MsgsStateReq;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.PingDelayDisconnect;
import chappe.wire.mtproto.Pong;
import chappe.wire.mtproto.RpcDropAnswer;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;

/// Whatever a client that holds a key puts into its messages, the server answers by the rules or ends the
/// connection, and its session goes on to serve.
final class SessionFuzzTest {
    private static final int[] CONSTRUCTORS = {
        MsgContainer.ID,
        MsgsAck.ID,
        MsgsStateReq.ID,
        MsgsStateInfo.ID,
        MsgResendReq.ID,
        RpcDropAnswer.ID,
        GetFutureSalts.ID,
        Ping.ID,
        PingDelayDisconnect.ID,
        DestroySession.ID,
        DestroyAuthKey.ID,
        HttpWait.ID,
        GzipPacked.ID,
        InvokeWithLayer.ID,
        InitConnection.ID,
        InvokeAfterMsg.ID,
        InvokeAfterMsgs.ID,
        InvokeWithoutUpdates.ID,
        BindTempAuthKey.ID,
        SendMessage.ID,
    };

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
            byte[] padded = body(data);
            peer.sendFrame(peer.frame(peer.salt, msgId, seqNo, padded.length, padded));
            if (peer.connection().isClosed()) peer.connectAgain();
        }
        world.clock.advance(Duration.ofSeconds(1)); // past all ids that the input may have used
        stillServes(peer);
    }

    /// Mostly a constructor that sessions know, followed by whatever comes.
    private static byte[] body(FuzzedDataProvider data) {
        boolean isKnown = data.consumeProbabilityDouble() < 0.8;
        int constructorId = isKnown ? data.pickValue(CONSTRUCTORS) : data.consumeInt();
        byte[] rest = data.consumeBytes(data.consumeInt(0, 400));
        return ByteBuffer.allocate((Integer.BYTES + rest.length + 3) & ~3)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(constructorId)
                .put(rest)
                .array();
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
