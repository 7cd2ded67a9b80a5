package chappe.mtproto.transport;

import static chappe.testkit.Hex.hex;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.mtproto.transport.ClientTransport.Incoming;
import chappe.mtproto.transport.ClientTransport.Style;
import chappe.testkit.Seed;
import chappe.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS, PROXY headers and shares of connections over real sockets. Every connection of the test comes from a trusted
/// proxy, 127.0.0.1, but for those that the test binds to 127.0.0.2.
class EntranceTest {
    private static final int PATIENCE_MS = 20_000;
    private static final int SHARE = 3;
    private static final int MESSAGE_SIZE = 24 + 16; // the smallest that no framing takes for something else
    private static final byte[] V2_TCP4 = hex("""
            0d0a0d0a000d0a515549540a   # signature
            21                         # version 2, PROXY
            11 000c                    # TCP over IPv4, 12 bytes
            cb007109 7f000001          # from 203.0.113.9 to 127.0.0.1
            ddd5 01bb                  # ports
            """);
    private static final byte[] V2_TCP6 = hex("""
            0d0a0d0a000d0a515549540a 21 21 0024
            20010db8000000000000000000000009 00000000000000000000000000000001
            ddd5 01bb
            """);
    private static final byte[] V2_LOCAL = hex("""
            0d0a0d0a000d0a515549540a   # signature
            20                         # version 2, LOCAL: a check of the proxy's own
            00 0000
            """);

    private static TestCertificate certificate;
    private static TestCertificate next;

    @TempDir
    private Path folder;

    private final RandomGenerator random = Seed.random("EntranceTest");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Tls tls;
    private TransportServer server;

    @BeforeAll
    static void makeCertificates(@TempDir Path made) {
        certificate = TestCertificate.make(made, "EC");
        next = TestCertificate.make(made, "RSA");
    }

    @BeforeEach
    void start() throws IOException {
        certificate.writeTo(chainFile(), keyFile());
        tls = new Tls(chainFile(), keyFile());
        var settings = new TransportServer.Settings(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                1,
                limits(),
                List.of(),
                tls,
                new TrustedProxies(List.of(AddressRange.parse("127.0.0.1"))));
        server = new TransportServer(
                settings, new TellsAddress(), EntranceTest::tellAddress, threads, new SecureRandom());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        threads.close();
    }

    static List<Style> styles() {
        List<Style> styles = new ArrayList<>();
        for (Framing framing : Framing.values()) {
            styles.add(Style.plain(framing));
            if (framing != Framing.FULL) styles.add(Style.webSocket(framing, 2));
        }
        return styles;
    }

    @ParameterizedTest
    @MethodSource("styles")
    void carriesEveryTransportInsideTlsAndBesideIt(Style style) throws IOException {
        try (Socket inside = certificate.over(socket());
                Socket beside = socket()) {
            assertThat(addressOverMtproto(inside, style)).isEqualTo("127.0.0.1");
            assertThat(addressOverMtproto(beside, style)).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void answersHttpInsideTls() throws IOException {
        try (Socket inside = certificate.over(socket())) {
            assertThat(addressOverHttp(inside, "")).isEqualTo("127.0.0.1");
            assertThat(addressOverHttp(inside, "")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void takesANewCertificateWithoutARestart() throws IOException {
        try (SSLSocket before = certificate.over(socket())) {
            next.writeTo(chainFile(), keyFile());
            tls.refresh();

            try (SSLSocket after = next.over(socket())) {
                assertThat(after.getSession().getPeerCertificates()[0]).isEqualTo(next.certificate());
                assertThat(addressOverHttp(after, "")).isEqualTo("127.0.0.1");
            }
            assertThat(addressOverHttp(before, "")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void keepsTheOldCertificateWhileTheNewFilesWillNotDo() throws IOException {
        Files.writeString(chainFile(), next.certificatePem());
        tls.refresh();
        assertThat(shown(certificate)).isEqualTo(certificate.certificate());

        Files.writeString(chainFile(), "nothing");
        tls.refresh();
        assertThat(shown(certificate)).isEqualTo(certificate.certificate());

        Files.delete(chainFile());
        tls.refresh();
        assertThat(shown(certificate)).isEqualTo(certificate.certificate());

        next.writeTo(chainFile(), keyFile());
        tls.refresh();
        assertThat(shown(next)).isEqualTo(next.certificate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PROXY TCP4 203.0.113.9 127.0.0.1 56789 443\r\n", "PROXY TCP6 2001:db8::9 ::1 56789 443\r\n"})
    void aTrustedProxyNamesItsClientInText(String header) throws IOException {
        String client = header.startsWith("PROXY TCP4") ? "203.0.113.9" : "2001:db8:0:0:0:0:0:9";
        for (Style style : styles()) {
            assertThat(addressBehind(header.getBytes(StandardCharsets.US_ASCII), style))
                    .isEqualTo(client);
        }
    }

    @Test
    void aTrustedProxyNamesItsClientInBytes() throws IOException {
        Style style = Style.obfuscated(Framing.PADDED, 2);

        assertThat(addressBehind(V2_TCP4, style)).isEqualTo("203.0.113.9");
        assertThat(addressBehind(V2_TCP6, style)).isEqualTo("2001:db8:0:0:0:0:0:9");
        assertThat(addressBehind(V2_LOCAL, style)).isEqualTo("127.0.0.1");
        assertThat(addressBehind("PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII), style))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void aHeaderMayArriveByteByByteAndBeforeTls() throws IOException {
        try (Socket socket = socket()) {
            for (byte each : V2_TCP4) {
                socket.getOutputStream().write(each);
                socket.getOutputStream().flush();
            }

            assertThat(addressOverHttp(certificate.over(socket), "")).isEqualTo("203.0.113.9");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 someone 127.0.0.1 56789 443\r\n",
                "PROXY TCP4 203.0.113.9 127.0.0.1 0x1 443\r\n",
                "PROXY \r\n"
            })
    void aWrongHeaderEndsTheConnection(String header) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream()
                    .write((header + "GET / HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void noOneElseMayNameAClient() throws IOException {
        try (Socket socket = strangersSocket()) {
            String header = "PROXY TCP4 203.0.113.9 127.0.0.1 56789 443\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
            socket.getOutputStream().write(header.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket socket = strangersSocket()) {
            assertThat(addressOverHttp(socket, "X-Forwarded-For: 203.0.113.9\r\n"))
                    .isEqualTo("127.0.0.2");
        }
    }

    @Test
    void aTrustedProxyNamesTheSenderOfEachRequest() throws IOException {
        try (Socket socket = socket()) {
            assertThat(addressOverHttp(socket, "X-Forwarded-For: 203.0.113.9\r\n"))
                    .isEqualTo("203.0.113.9");
            assertThat(addressOverHttp(socket, "X-Forwarded-For: 203.0.113.7\r\n"))
                    .isEqualTo("203.0.113.7");
            assertThat(addressOverHttp(socket, "")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aTrustedProxyNamesTheClientOfAWebSocket() throws IOException {
        try (Socket socket = socket()) {
            String upgrade = """
                    GET /apiws HTTP/1.1
                    Host: a
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
                    Sec-WebSocket-Version: 13
                    X-Forwarded-For: 203.0.113.9

                    """.replace("\n", "\r\n");
            socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
            assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 101");

            socket.getOutputStream().write(hex("""
                    82 86                # a binary message of 6 bytes, masked
                    00000000             # with zeros
                    ef 01 01020304       # abridged, a frame of one word
                    """));
            socket.getInputStream().readNBytes(3); // the message's head and the frame's length
            assertThat(new String(socket.getInputStream().readNBytes(11), StandardCharsets.US_ASCII))
                    .isEqualTo("203.0.113.9");
        }
    }

    @Test
    void anAddressHasItsShareOfConnectionsAndGetsPlacesBack() throws IOException {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < SHARE; i++) {
            Socket socket = strangersSocket();
            assertThat(addressOverHttp(socket, "")).isEqualTo("127.0.0.2");
            open.add(socket);
        }
        try (Socket refused = strangersSocket();
                Socket other = socket()) {
            assertThat(isRefused(refused)).isTrue();
            assertThat(addressOverHttp(other, "")).isEqualTo("127.0.0.1");
        }
        for (Socket each : open) each.close();

        boolean isRefused = true;
        while (isRefused) {
            try (Socket again = strangersSocket()) {
                isRefused = isRefused(again);
            }
        }
    }

    @Test
    void clientsBehindAProxyHaveSharesOfTheirOwn() throws IOException {
        List<Socket> open = new ArrayList<>();
        byte[] header = "PROXY TCP4 203.0.113.9 127.0.0.1 56789 443\r\n".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i <= SHARE; i++) {
            Socket socket = socket();
            socket.getOutputStream().write(header);
            if (i < SHARE) assertThat(addressOverHttp(socket, "")).isEqualTo("203.0.113.9");
            else assertThat(isRefused(socket)).isTrue();
            open.add(socket);
        }
        assertThat(addressBehind(V2_TCP6, Style.plain(Framing.ABRIDGED))).isEqualTo("2001:db8:0:0:0:0:0:9");
        for (Socket each : open) each.close();
    }

    private Certificate shown(TestCertificate trusted) throws IOException {
        try (SSLSocket socket = trusted.over(socket())) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private String addressBehind(byte[] header, Style style) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(header);
            return addressOverMtproto(socket, style);
        }
    }

    private String addressOverMtproto(Socket socket, Style style) throws IOException {
        var client = ClientTransport.over(socket, style, random);
        client.send(new byte[MESSAGE_SIZE]);
        var frame = (Incoming.Frame) Objects.requireNonNull(client.receive());
        return new String(frame.bytes(), StandardCharsets.US_ASCII).strip();
    }

    private static String addressOverHttp(Socket socket, String headers) throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = readUntil(socket, "!");
        return answer.substring(answer.indexOf("\r\n\r\n") + 4, answer.length() - 1);
    }

    private static boolean isRefused(Socket socket) throws IOException {
        try {
            return addressOverHttp(socket, "").isEmpty();
        } catch (SocketException | StringIndexOutOfBoundsException ended) {
            return true;
        }
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        var answer = new StringBuilder();
        while (!answer.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            if (next < 0) break;
            answer.append((char) next);
        }
        return answer.toString();
    }

    private Socket socket() throws IOException {
        return patient(new Socket(), "127.0.0.1");
    }

    private Socket strangersSocket() throws IOException {
        return patient(new Socket(), "127.0.0.2");
    }

    private Socket patient(Socket socket, String from) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(server.addresses().getFirst());
        return socket;
    }

    private Path chainFile() {
        return folder.resolve("chain.pem");
    }

    private Path keyFile() {
        return folder.resolve("key.pem");
    }

    private static WebResponse tellAddress(WebRequest request) {
        return WebResponse.text(200, request.address() + "!");
    }

    private static TransportLimits limits() {
        return new TransportLimits(
                1 << 20, 1 << 20, Duration.ofSeconds(30), Duration.ofMinutes(1), 1 << 20, 1 << 20, SHARE);
    }

    /// Answers each frame with the client's address, filled up to the size of a message.
    private static final class TellsAddress implements Frames {
        @Override
        public void opened(Connection connection) {}

        @Override
        public void frame(Connection connection, byte[] frame, boolean wantsQuickAck) {
            String address = connection.address();
            String filled = address + " ".repeat(MESSAGE_SIZE - address.length());
            connection.send(filled.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void closed(Connection connection) {}
    }
}
