package chappe.mtproto.session;

import static chappe.mtproto.session.SessionWorld.inLayer;
import static chappe.testkit.Hex.hex;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlWriter;
import chappe.mtproto.session.Requests.Call;
import chappe.mtproto.session.Requests.ClientInfo;
import chappe.wire.InitConnection;
import chappe.wire.InputClientProxy;
import chappe.wire.InvokeAfterMsg;
import chappe.wire.InvokeAfterMsgs;
import chappe.wire.InvokeWithLayer;
import chappe.wire.InvokeWithMessagesRange;
import chappe.wire.InvokeWithTakeout;
import chappe.wire.InvokeWithoutUpdates;
import chappe.wire.JsonObject;
import chappe.wire.Layers;
import chappe.wire.MessageRange;
import chappe.wire.help.GetConfig;
import chappe.wire.help.GetNearestDc;
import chappe.wire.mtproto.GzipPacked;
import chappe.wire.mtproto.RpcResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// How a call is unwrapped, and what it needs before it reaches the room above.
class CallTest {
    private static final GetNearestDc PLAIN = new GetNearestDc();

    private final SessionWorld world = new SessionWorld();
    private final TestPeer peer = world.peer();

    @Test
    void wrappersComeOffInAnyNesting() {
        var range = new InvokeWithMessagesRange(new MessageRange(1, 2), PLAIN);
        var init = new InitConnection.Builder(7, "phone", "13", "1.2", "en", "android", "de", range)
                .proxy(new InputClientProxy("example.org", 443))
                .params(new JsonObject(List.of()))
                .build();

        peer.send(new InvokeWithoutUpdates(new InvokeWithLayer(Layers.NEWEST, new InvokeWithTakeout(9, init))));

        Call call = world.requests.calls().getFirst();
        assertThat(call.method()).isEqualTo(PLAIN);
        assertThat(call.withoutUpdates()).isTrue();
        assertThat(call.layer()).isEqualTo(Layers.NEWEST);
        assertThat(call.client()).isEqualTo(new ClientInfo(7, "phone", "13", "1.2", "en", "android", "de"));
        assertThat(call.dc()).isEqualTo(2);
        assertThat(call.address()).isEqualTo("192.0.2.7");
    }

    @Test
    void gzipAndZlibAreToldApart() throws IOException {
        byte[] call = TlWriter.toBytes(inLayer(PLAIN), Layers.newest());
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(call);
        }
        var zlib = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(zlib)) {
            out.write(call);
        }

        peer.send(new GzipPacked(gzip.toByteArray()));
        peer.send(new GzipPacked(zlib.toByteArray()));

        assertThat(world.requests.calls()).extracting(Call::method).containsExactly(PLAIN, PLAIN);
    }

    @Test
    void whatInflatesToTooMuchOrIsNeitherFormIsRefused() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bomb)) {
            out.write(new byte[Limits.INFLATED_SIZE_MAX + 1]);
        }

        peer.send(new GzipPacked(bomb.toByteArray()));
        peer.send(new GzipPacked(hex("1f8b 0800 00")));
        peer.send(new GzipPacked(hex("deadbeef")));
        peer.send(new GzipPacked(new byte[0]));

        assertThat(peer.receive(RpcResult.class))
                .hasSize(4)
                .extracting(peer::errorOf)
                .containsOnly("INPUT_FETCH_ERROR");
    }

    @Test
    void wrappersWithoutEndAreRefused() {
        TlMethod<?> deep = PLAIN;
        for (int i = 0; i <= Limits.WRAPPERS_MAX; i++) deep = new InvokeWithoutUpdates(deep);

        peer.send(deep);

        assertThat(peer.receive(RpcResult.class)).extracting(peer::errorOf).containsExactly("INPUT_FETCH_ERROR");
    }

    @Test
    void unknownMethodsAndBrokenOnesAreRefusedAndNeverFail() {
        peer.sendBody(peer.nextMsgId(), peer.nextSeqNo(true), hex("deadbeef 00000000"));
        peer.sendBody(peer.nextMsgId(), peer.nextSeqNo(true), hex("""
                0d0d9bda   # invokeWithLayer, cut short
                """));
        peer.sendBody(peer.nextMsgId(), peer.nextSeqNo(true), hex("""
                2630b31f   # help.getNearestDc
                00000000   # and more than it has
                """));
        peer.sendBody(peer.nextMsgId(), peer.nextSeqNo(true), hex("b5757299")); // boolTrue

        assertThat(peer.receive(RpcResult.class))
                .extracting(peer::errorOf)
                .containsExactly("METHOD_INVALID", "INPUT_FETCH_ERROR", "INPUT_REQUEST_TOO_LONG", "METHOD_INVALID");
    }

    @Test
    void theLayerBelongsToTheKey() {
        peer.send(PLAIN);
        peer.send(inLayer(PLAIN));
        peer.sessionId++;
        peer.connection().take();
        peer.send(PLAIN);

        assertThat(peer.receive(RpcResult.class)).hasSize(1);
        assertThat(world.requests.calls()).hasSize(2);
        assertThat(world.requests.calls().getLast().layer()).isEqualTo(Layers.NEWEST);
        assertThat(world.requests.calls().getLast().client()).isNotNull();
        assertThat(world.authKeys.get(peer.key().id()).layer()).isEqualTo(Layers.NEWEST);
    }

    @Test
    void aCallWithoutAnyLayerIsAskedToNameIt() {
        peer.send(PLAIN);

        assertThat(peer.receive(RpcResult.class)).extracting(peer::errorOf).containsExactly("CONNECTION_NOT_INITED");
    }

    @Test
    void aLayerOfAnotherTimeIsServedWithTheNearest() {
        peer.send(new InvokeWithLayer(Layers.NEWEST + 100, PLAIN));
        peer.send(new InvokeWithLayer(1, PLAIN));
        peer.send(new InvokeWithLayer(-1, PLAIN));

        assertThat(world.requests.calls()).extracting(Call::layer).containsExactly(Layers.NEWEST + 100, 1);
        assertThat(peer.receive(RpcResult.class).getLast())
                .extracting(peer::errorOf)
                .isEqualTo("CONNECTION_LAYER_INVALID");
    }

    @Test
    void aCallWaitsForThoseThatSucceeded() {
        long good = peer.send(inLayer(PLAIN));
        long bad = peer.send(new GetConfig());
        peer.receive();

        peer.send(new InvokeAfterMsg(good, PLAIN));
        peer.send(new InvokeAfterMsgs(List.of(good, bad), PLAIN));
        peer.send(new InvokeAfterMsg(good - 4000, PLAIN));

        List<RpcResult> answers = peer.receive(RpcResult.class);
        assertThat(peer.resultOf(answers.getFirst())).isInstanceOf(chappe.wire.NearestDc.class);
        assertThat(answers.subList(1, 3)).extracting(peer::errorOf).containsOnly("MSG_WAIT_FAILED");
        assertThat(world.requests.calls()).hasSize(3);
    }

    @Test
    void aCallThatWaitsForAnotherOfItsContainerComesAfterIt() {
        var first = peer.message(inLayer(PLAIN), true);
        var second = peer.message(new InvokeAfterMsg(first.msgId(), PLAIN), true);

        peer.sendContainer(List.of(first, second));

        assertThat(world.requests.calls()).hasSize(2);
    }
}
