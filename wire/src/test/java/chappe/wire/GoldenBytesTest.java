package chappe.wire;

import static chappe.testkit.Hex.hex;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.wire.auth.ExportedAuthorization;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SentCodeTypeApp;
import chappe.wire.help.GetConfig;
import chappe.wire.messages.DhConfig;
import chappe.wire.messages.SendMessage;
import chappe.wire.mtproto.FutureSalt;
import chappe.wire.mtproto.FutureSalts;
import chappe.wire.mtproto.GzipPacked;
import chappe.wire.mtproto.MsgContainer;
import chappe.wire.mtproto.MsgsAck;
import chappe.wire.mtproto.PQInnerDataTempDc;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.ReqPqMulti;
import chappe.wire.mtproto.ResPQ;
import chappe.wire.mtproto.RpcError;
import chappe.wire.mtproto.RpcResult;
import chappe.wire.updates.Difference;
import chappe.wire.updates.State;
import chappe.wire.upload.SaveFilePart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenBytesTest {
    private static final Int128 NONCE = int128("000102030405060708090a0b0c0d0e0f");
    private static final Int128 SERVER_NONCE = int128("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    private static final Int128 SECOND = int128("101112131415161718191a1b1c1d1e1f");
    private static final long ID_MAX = (1L << 40) - 1;

    /// What schema/golden.mjs writes with @mtcute/core 0.30.3.
    private static final Map<String, TlObject> OBJECTS = Map.ofEntries(
            entry("ping", new Ping(Long.MAX_VALUE)),
            entry("reqPqMulti", new ReqPqMulti(NONCE)),
            entry("resPq", new ResPQ(NONCE, SERVER_NONCE, hex("17ed48941a08f981"), List.of(0xd0df98d603268d20L, -2L))),
            entry("innerData", innerData()),
            entry("msgsAck", new MsgsAck(List.of(4L, 8L))),
            entry("rpcError", new RpcError(420, "FLOOD_WAIT_17")),
            entry("getConfig", getConfig()),
            entry("sendMessage", sendMessage()),
            entry("sendNothing", new SendMessage.Builder(new InputPeerSelf(), "", 0).build()),
            entry("message", message()),
            entry("user", user()),
            entry("userEmpty", new UserEmpty(3)),
            entry("bot", new User.Builder(4).botInfoVersion(4).firstName("B").build()),
            entry(
                    "sentCode",
                    new SentCode.Builder(new SentCodeTypeApp(5), "hash")
                            .timeout(120)
                            .build()),
            entry("nearestDc", new NearestDc("FR", 2, 2)),
            entry("difference", difference()),
            entry("saveFilePart", new SaveFilePart(1, 0, hex("ab".repeat(254)))),
            entry(
                    "geoPoint",
                    new GeoPoint.Builder(-0.1275, 51.507222, 2)
                            .accuracyRadius(10)
                            .build()),
            entry("notifySettings", notifySettings()),
            entry("exportedAuthorization", new ExportedAuthorization(1, new byte[0])),
            entry("dhConfig", new DhConfig(3, hex("ff".repeat(256)), 1, new byte[253])));

    @Test
    void writesTheBytesThatMtcuteWrites() throws IOException {
        Map<String, String> golden = golden();

        assertThat(golden).hasSize(21).containsOnlyKeys(OBJECTS.keySet());
        golden.forEach((name, bytes) -> assertThat(hex(TlWriter.toBytes(OBJECTS.get(name), Layers.newest())))
                .as(name)
                .isEqualTo(bytes));
    }

    @Test
    void readsTheBytesThatMtcuteWrites() throws IOException {
        golden().forEach((name, bytes) -> assertThat(TlReader.readWhole(hex(bytes), Layers.newest()))
                .as(name)
                .isEqualTo(OBJECTS.get(name)));
    }

    /// By hand, after the [schema](https://core.telegram.org/schema/mtproto).
    @Test
    void writesTheBareVectorsOfTheProtocolAsItsDocumentationHasThem() {
        assertWritten(new FutureSalts(5, 6, List.of(new FutureSalt(1, 2, -3))), """
                950850ae            # future_salts
                0500000000000000    # req_msg_id
                06000000            # now
                01000000            # one salt, no vector id
                01000000 02000000   # valid_since, valid_until; no constructor id
                fdffffffffffffff    # salt
                """);
        assertWritten(new MsgContainer(List.of(new chappe.wire.mtproto.Message(4, 1, hex("62d6b459")))), """
                dcf8f173            # msg_container
                01000000            # one message, no vector id
                0400000000000000    # msg_id; no constructor id
                01000000            # seqno
                04000000            # bytes
                62d6b459            # body
                """);
    }

    @Test
    void keepsTheBodyOfAResultAsItsBytes() {
        assertWritten(new RpcResult(4, hex("b5757299")), "016d5cf3 0400000000000000 b5757299");
        assertWritten(new GzipPacked(hex("1f8b08")), "a1cf7230 03 1f8b08");
    }

    private static void assertWritten(TlObject object, String annotated) {
        assertThat(hex(TlWriter.toBytes(object, Layers.newest()))).isEqualTo(hex(hex(annotated)));
        assertThat(TlReader.readWhole(hex(annotated), Layers.newest())).isEqualTo(object);
    }

    private static Map<String, String> golden() throws IOException {
        Map<String, String> golden = new HashMap<>();
        try (InputStream in = GoldenBytesTest.class.getResourceAsStream("/golden.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                golden.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1));
            }
        }
        return golden;
    }

    private static Int128 int128(String hex) {
        return new TlReader(hex(hex), Layers.newest()).int128();
    }

    private static TlObject innerData() {
        return new PQInnerDataTempDc(
                hex("17ed48941a08f981"),
                hex("494c553b"),
                hex("53911073"),
                NONCE,
                SERVER_NONCE,
                new Int256(NONCE, SECOND),
                -10002,
                86400);
    }

    private static TlObject getConfig() {
        var offset = new JsonObjectValue("tz_offset", new JsonNumber(3600.5));
        return new InvokeWithLayer(
                227,
                new InitConnection.Builder(1, "d", "s", "a", "en", "", "en", new GetConfig())
                        .params(new JsonObject(List.of(offset)))
                        .build());
    }

    private static TlObject sendMessage() {
        return new SendMessage.Builder(
                        new InputPeerUser(ID_MAX, -81985529216486896L),
                        "Gr\u00fc\u00dfe, \u4e16\u754c \ud83d\ude00",
                        42)
                .noWebpage(true)
                .silent(true)
                .replyTo(new InputReplyToMessage.Builder(7).quoteText("q").build())
                .entities(List.of(new MessageEntityBold(0, 5), new MessageEntityTextUrl(7, 2, "https://example.org")))
                .build();
    }

    private static TlObject message() {
        return new Message.Builder(9, new PeerChannel(5), 1700000000, "m".repeat(300))
                .out(true)
                .fromId(new PeerUser(ID_MAX))
                .views(3)
                .ttlPeriod(60)
                .reactions(new MessageReactions.Builder(List.of()).build())
                .build();
    }

    private static TlObject user() {
        return new User.Builder(ID_MAX)
                .self(true)
                .contact(true)
                .accessHash(-1L)
                .firstName("Ann")
                .phone("9996610001")
                .status(new UserStatusOnline(1700000300))
                .build();
    }

    private static TlObject difference() {
        return new Difference(
                List.of(),
                List.of(),
                List.of(new UpdateReadHistoryOutbox(new PeerUser(ID_MAX), 9, 10, 1), new UpdatePtsChanged()),
                List.of(new ChatForbidden(8, "gone")),
                List.of(new UserEmpty(3)),
                new State(10, 0, 1700000000, 0, 1));
    }

    private static TlObject notifySettings() {
        return new InputPeerNotifySettings.Builder()
                .showPreviews(true)
                .silent(false)
                .muteUntil(Integer.MAX_VALUE)
                .build();
    }
}
