package chappe.bench;

import chappe.mtproto.crypto.RsaKeyPem;
import chappe.mtproto.transport.ClientTransport;
import chappe.mtproto.transport.Framing;
import chappe.wire.Layers;
import chappe.world.TestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real server as a process of its own, started as an operator starts it: by the launcher, with its flags.
///
/// What it prints after `ready` is left to a thread that forgets it.
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile(" +mtproto +([0-9.]+):(\\d+).*");
    private static final int STOP_S = 20;
    private static final int DC = 2;

    /// Beside the launcher's flags nothing is set but limits that a load generator would meet before the machine's.
    private static final String SETTINGS = """
            limits.send: 100000000
            limits.login: 100000000
            limits.heavy: 100000000
            limits.read: 100000000
            listen.connections-per-address: 200000
            login-codes.per-address-hour: 1000000
            login-codes.per-phone-hour: 1000
            """;

    private final Process process;
    private final InetSocketAddress address;
    private final Path data;
    private final double startSeconds;

    private ServerProcess(Process process, InetSocketAddress address, Path data, double startSeconds) {
        this.process = process;
        this.address = address;
        this.data = data;
        this.startSeconds = startSeconds;
    }

    /// Starts it and waits for `ready`. Its log goes to a file beside the data.
    static ServerProcess start(Folder folder) throws IOException {
        Path settings = folder.path().resolve("settings.yaml");
        Files.writeString(settings, SETTINGS);
        var builder = new ProcessBuilder(
                launcher(),
                "serve",
                "--port",
                "0",
                "--data",
                folder.data().toString(),
                "--config",
                settings.toString());
        Path log = folder.path().resolve("server.log");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        long start = System.nanoTime();
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        InetSocketAddress address = null;
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher found = ADDRESS.matcher(line);
            if (found.matches()) address = new InetSocketAddress(found.group(1), Integer.parseInt(found.group(2)));
            if (!line.equals("ready") || address == null) continue;
            double seconds = (System.nanoTime() - start) / 1e9;
            Thread.ofVirtual().name("server output").start(() -> out.lines().forEach(_ -> {}));
            return new ServerProcess(process, address, folder.data(), seconds);
        }
        throw new IOException("the server did not start:\n" + Files.readString(log));
    }

    /// Clients connect as most do: obfuscated, intermediate.
    TestClient.Target target() throws IOException {
        var key = RsaKeyPem.parsePublic(Files.readString(data.resolve("keys/server-rsa.pub.pem")));
        var style = ClientTransport.Style.obfuscated(Framing.INTERMEDIATE, DC);
        return new TestClient.Target(address, key, style, Clock.systemUTC(), Layers.NEWEST);
    }

    Path loginCodes() {
        return data.resolve("login-codes.log");
    }

    Path data() {
        return data;
    }

    /// From exec of the launcher to `ready`.
    double startSeconds() {
        return startSeconds;
    }

    /// The JVM's flags as the launcher gave them.
    String flags() throws IOException {
        String[] words = Files.readString(proc("cmdline")).split("\0", -1);
        List<String> flags = new ArrayList<>();
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            if (word.equals("-cp")) break;
            flags.add(word);
        }
        return String.join(" ", flags);
    }

    double residentKilobytes() throws IOException {
        return Machine.residentKilobytes(proc("status"));
    }

    /// Processor time so far, all threads, user and kernel.
    long cpuNanos() throws IOException {
        return Machine.cpuNanos(proc("stat"));
    }

    /// A full collection, so that what is resident is in use.
    void collect() throws IOException, InterruptedException {
        jcmd("GC.run", List.of());
    }

    /// A command of the JVM's own, such as `JFR.start`.
    void jcmd(String command, List<String> options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        words.add(Long.toString(process.pid()));
        words.add(command);
        words.addAll(options);
        var running = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.waitFor() != 0) throw new IOException(command + " failed: " + said);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (process.waitFor(STOP_S, TimeUnit.SECONDS)) return;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IOException("the server did not stop within " + STOP_S + " s");
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }

    /// The launcher tells where it stands; from elsewhere, the working directory's is meant.
    private static String launcher() {
        return Path.of(System.getProperty("chappe.launcher", "chappe"))
                .toAbsolutePath()
                .toString();
    }
}
