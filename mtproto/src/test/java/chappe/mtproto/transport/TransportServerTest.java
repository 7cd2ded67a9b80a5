package chappe.mtproto.transport;

import static chappe.testkit.Hex.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.mtproto.transport.ClientTransport.Incoming;
import chappe.mtproto.transport.ClientTransport.Style;
import chappe.testkit.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The server over real sockets, with our own client's end of each transport.
final class TransportServerTest {
    private static final byte[] SECRET = hex("101112131415161718191a1b1c1d1e1f");
    private static final int PATIENCE_MS = 20_000;

    private final RandomGenerator random = Seed.random("TransportServerTest");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final TransportServer server = new TransportServer(
            new TransportServer.Settings(
                    List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                    1,
                    limits(),
                    List.of(SECRET),
                    null,
                    TrustedProxies.NONE),
            new Echo(),
            new WebRoutes.Builder()
                    .at("/healthz", request -> WebResponse.text(200, "ok\n"))
                    .under(
                            "/echo/",
                            request -> new WebResponse(
                                    200, "application/octet-stream", request.body(), Map.of("x-path", request.path())))
                    .build(),
            threads,
            new SecureRandom());

    @BeforeEach
    void start() throws IOException {
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
            if (framing == Framing.FULL) continue;
            styles.add(Style.obfuscated(framing, 2));
            styles.add(Style.obfuscated(framing, 2, SECRET));
            styles.add(Style.webSocket(framing, 2));
        }
        return styles;
    }

    @ParameterizedTest
    @MethodSource("styles")
    void carriesFramesOfAllSizesBothWaysInOrder(Style style) throws IOException {
        try (var client = connect(style)) {
            List<byte[]> frames = new ArrayList<>();
            for (int size : new int[] {40, 24 + 16 * 31, 24 + 16 * 32, 24 + 16 * 5000, 40}) frames.add(message(size));

            for (byte[] frame : frames) client.send(frame);

            for (byte[] frame : frames) {
                assertThat(client.receive())
                        .isInstanceOfSatisfying(
                                Incoming.Frame.class,
                                got -> assertThat(got.bytes()).isEqualTo(frame));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("styles")
    void carriesErrorsAndQuickAcks(Style style) throws IOException {
        try (var client = connect(style)) {
            client.send(hex("e1".repeat(40)), true);

            if (style.framing() != Framing.FULL) {
                assertThat(client.receive()).isEqualTo(new Incoming.QuickAck(0x92345678));
            }
            assertThat(client.receive()).isEqualTo(new Incoming.TransportError(-404));
            assertThat(client.receive()).isNull();
        }
    }

    @Test
    void cutsOffAClientThatDoesNotRead() throws IOException, InterruptedException {
        try (var client = connect(Style.plain(Framing.INTERMEDIATE))) {
            client.send(hex("f1".repeat(40)));

            assertThat(closed.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    @Test
    void answersHttpOnTheSamePortAndKeepsTheLine() throws IOException {
        try (var socket = socket()) {
            String first = http(socket, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", "ok\n");
            String second =
                    http(socket, "POST /echo/b?c=d HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "hello");
            String third = http(socket, "GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "not found\n");

            assertThat(first).startsWith("HTTP/1.1 200 OK\r\n").contains("content-length: 3");
            assertThat(second).contains("x-path: /echo/b\r\n");
            assertThat(third).startsWith("HTTP/1.1 404 Not Found\r\n").contains("connection: close");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        try (var socket = socket()) {
            String head = http(socket, "HEAD /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "\r\n\r\n");

            assertThat(head).startsWith("HTTP/1.1 200 OK\r\n").contains("content-length: 3");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesHeadersBeyondTheLimit() throws IOException {
        try (var socket = socket()) {
            String request = "GET / HTTP/1.1\r\nX: " + "x".repeat(10_000) + "\r\n\r\n";

            assertThat(http(socket, request, "\r\n\r\n")).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void countsItsConnections() throws IOException {
        try (var client = connect(Style.plain(Framing.ABRIDGED))) {
            client.send(message(40));
            client.receive();

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void takesNoOneWhenItHasStoppedListening() throws IOException {
        InetSocketAddress address = server.addresses().getFirst();
        try (var client = connect(Style.plain(Framing.ABRIDGED))) {
            client.send(message(40));
            assertThat(client.receive()).isInstanceOf(Incoming.Frame.class);

            server.stopListening();
            client.send(message(40));

            assertThat(client.receive()).isInstanceOf(Incoming.Frame.class);
            assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()))
                    .isInstanceOf(IOException.class);
        }
    }

    private ClientTransport connect(Style style) throws IOException {
        var client = ClientTransport.connect(server.addresses().getFirst(), style, random);
        client.receiveTimeout(PATIENCE_MS);
        return client;
    }

    private Socket socket() throws IOException {
        InetSocketAddress address = server.addresses().getFirst();
        var socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    /// Sends a request and reads until what came ends as expected.
    private static String http(Socket socket, String request, String end) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var answer = new StringBuilder();
        while (!answer.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            if (next < 0) break;
            answer.append((char) next);
        }
        return answer.toString();
    }

    private byte[] message(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        bytes[0] = 1;
        return bytes;
    }

    private static TransportLimits limits() {
        return new TransportLimits(
                1 << 20, 1 << 20, Duration.ofSeconds(30), Duration.ofMinutes(1), 1 << 20, 1 << 20, 100);
    }

    /// Sends back what comes; `e1…` asks for a quick ack, an error and the end, `f1…` for more than anyone reads.
    private final class Echo implements Frames {
        @Override
        public void opened(Connection connection) {
            assertThat(connection.address()).isEqualTo("127.0.0.1");
        }

        @Override
        public void frame(Connection connection, byte[] frame, boolean wantsQuickAck) {
            switch (frame[0] & 0xff) {
                case 0xe1 -> {
                    if (wantsQuickAck) connection.sendQuickAck(0x12345678);
                    connection.sendError(-404);
                    connection.closeAfterFlush();
                }
                case 0xf1 -> {
                    for (int i = 0; i < 200; i++) connection.send(new byte[1 << 20]);
                }
                default -> connection.send(frame);
            }
        }

        @Override
        public void closed(Connection connection) {
            closed.countDown();
        }
    }
}
