package chappe.world;

import chappe.mtproto.crypto.RsaKeyPem;
import chappe.mtproto.transport.ClientTransport;
import chappe.mtproto.transport.Framing;
import chappe.wire.Layers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The server as an operator runs it: a process of its own, started by the launcher, that can be killed.
final class ServerProcess implements AutoCloseable {
    private static final String SETTINGS = """
            login-codes:
              per-address-hour: 10000
            """;

    private final Path data;
    private final Path settings;
    private final Path log;
    private final int port;
    private Process process;

    private ServerProcess(Path folder, int port) throws IOException {
        this.data = folder.resolve("data");
        this.log = folder.resolve("server.log");
        this.settings = Files.writeString(folder.resolve("settings.yaml"), SETTINGS);
        this.port = port;
        this.process = launch();
    }

    static ServerProcess start(Path folder) throws IOException {
        return new ServerProcess(folder, freePort());
    }

    /// Starts it again on the same folder and port, after [#kill]; returns when it is ready.
    void restart() throws IOException {
        process = launch();
    }

    /// SIGKILL: no chance to end anything in order.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Lets the server run for a while; it must not end by itself.
    void runFor(Duration time) throws InterruptedException, IOException {
        boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) throw new AssertionError("the server ended by itself:\n" + said());
    }

    TestClient.Target target() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var key = RsaKeyPem.parsePublic(Files.readString(data.resolve("keys/server-rsa.pub.pem")));
        var style = ClientTransport.Style.obfuscated(Framing.INTERMEDIATE, 2);
        return new TestClient.Target(address, key, style, Clock.systemUTC(), Layers.NEWEST);
    }

    /// The last code that was sent to a phone.
    String codeOf(String phone) throws IOException {
        return Files.readAllLines(data.resolve("login-codes.log")).stream()
                .filter(line -> line.contains(phone))
                .reduce((_, later) -> later)
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .orElseThrow(() -> new AssertionError("no code for " + phone));
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() throws IOException {
        Process started = new ProcessBuilder(
                        repository().resolve("chappe").toString(),
                        "serve",
                        "--data",
                        data.toString(),
                        "--port",
                        String.valueOf(port),
                        "--config",
                        settings.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals("ready")) return started;
        }
        throw new AssertionError("the server did not start:\n" + said());
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("chappe"))) {
            folder = folder.getParent();
            if (folder == null) throw new UncheckedIOException(new IOException("not inside the repository"));
        }
        return folder;
    }
}
