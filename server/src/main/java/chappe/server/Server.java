package chappe.server;

import chappe.api.rpc.Dispatcher.Service;
import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.account.Mailer;
import chappe.domain.account.Oversight;
import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.session.Sessions;
import chappe.mtproto.transport.TransportServer;
import chappe.mtproto.transport.WebRoutes;
import chappe.server.Rooms.AccountRoom;
import chappe.server.Rooms.Api;
import chappe.server.Rooms.BoxRoom;
import chappe.server.Rooms.Means;
import chappe.server.Rooms.Storage;
import chappe.server.delivery.SmtpMailer;
import chappe.store.Partition;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server: opens the rooms from the store upwards, and closes them in the opposite order.
///
/// Started and closed by one thread at a time.
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration ACKNOWLEDGE_EVERY = Duration.ofMillis(100);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

    private static final Duration COMPARE_EVERY = Duration.ofSeconds(3);
    private static final long SETTLE_PAUSE_NS = 100_000;

    private final Deque<Opened> opened = new ArrayDeque<>();
    private final Running running;
    private volatile boolean isReady;

    /// Something to close, and its name for the log.
    private record Opened(String name, AutoCloseable part) {}

    /// What others ask of the server once it runs.
    ///
    /// @param words what the operator is told at the start: the scheme of the web's addresses, and where codes go
    private record Running(
            DataFolder folder, Secrets secrets, Storage storage, Api api, TransportServer transport, Words words) {}

    private record Words(String scheme, String codes) {}

    /// Starts everything and returns when clients may come.
    static Server start(Settings settings) {
        return new Server(settings, Clock.systemUTC());
    }

    /// Starts on a free port of this machine with the usual settings, for tests and benchmarks.
    public static Server start(Path data, Clock clock) {
        Entries entries = Entries.read(null);
        entries.override("data", "--data", data.toString());
        entries.override("listen.ports", "--port", "0");
        entries.override("listen.connections-per-address", "tests", "100000"); // all come from this machine
        return new Server(Settings.from(entries), clock);
    }

    private Server(Settings settings, Clock clock) {
        try {
            this.running = open(settings, clock);
            isReady = true;
        } catch (RuntimeException | InterruptedException | IOException cannot) {
            close();
            if (cannot instanceof RuntimeException plain) throw plain;
            throw new StartFault("cannot start: " + cannot.getMessage());
        }
    }

    /// The addresses that are bound, with the ports that the system gave for 0.
    public List<InetSocketAddress> addresses() {
        return running.transport().addresses();
    }

    /// The key by which clients know this server.
    public RSAPublicKey publicKey() {
        return (RSAPublicKey) running.secrets().rsa().getPublic();
    }

    /// Waits until nothing that was committed is on its way any more: letters have had their effect, and live sessions
    /// have been told. For tests: it asks again and again.
    public void settle() throws InterruptedException {
        do {
            running.storage().post().drain(_ -> {});
            while (!running.api().pusher().isIdle()) LockSupport.parkNanos(SETTLE_PAUSE_NS);
        } while (!running.api().pusher().isIdle());
    }

    /// Where login codes go, if to no other provider.
    public Path loginCodes() {
        return running.folder().loginCodes();
    }

    /// What the API answers, for docs/methods.md.
    Map<Class<?>, Service> served() {
        return running.api().dispatcher().served();
    }

    /// Says where everything is, for the operator's eyes.
    void introduce(PrintStream out) {
        RSAPublicKey key = publicKey();
        List<String> places = addresses().stream()
                .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
                .toList();
        out.println("Chappe");
        out.println("  web          "
                + places.stream()
                        .map(each -> running.words().scheme() + "://" + each + "/")
                        .collect(Collectors.joining("  ")));
        out.println("  mtproto      " + String.join("  ", places) + "  (every transport over TCP, and WebSocket)");
        out.printf(
                "  key          %016x  %s%n",
                Rsa.fingerprint(key), running.folder().publicKey());
        out.println("  login codes  " + running.words().codes());
        out.println("  data         " + running.folder().root());
    }

    /// Takes no new connections, ends those that are there, lets what has begun end, and closes the store.
    @Override
    public void close() {
        isReady = false;
        while (!opened.isEmpty()) {
            Opened last = opened.pop();
            LOG.debug("closing part={}", last.name());
            try {
                last.part().close();
            } catch (Exception failed) {
                LOG.error("part={} did not close in order", last.name(), failed);
            }
        }
    }

    private Running open(Settings settings, Clock clock) throws IOException, InterruptedException {
        DataFolder folder = opening("data folder", DataFolder.open(settings.data()));
        SecureRandom random = new SecureRandom();
        Secrets secrets = Secrets.open(folder, random);
        Metrics metrics = opening("metrics", Metrics.start(settings.metrics()));

        Schedule schedule = new Schedule();
        Means means = new Means(clock, random, schedule);
        Storage storage = Rooms.storage(folder.store(), settings.store(), means);
        opening("store", storage.store());
        opening("threads", schedule);
        opening("post office", storage.post());
        Mailer mailer = new SmtpMailer(settings.mail(), (SSLSocketFactory) SSLSocketFactory.getDefault(), clock);
        Deliveries deliveries =
                opening("deliveries", new Deliveries(settings.delivery(), folder, mailer, means, metrics.registry()));

        AccountRoom accounts =
                Rooms.accounts(storage, Rooms.keys(storage, folder, secrets), deliveries, mailer, settings, means);
        BoxRoom boxes = Rooms.boxes(storage, means);
        Advertised advertised = Advertised.of(settings);
        Api api = Rooms.api(accounts, boxes, advertised.profile(), settings, metrics.registry(), means);
        Sessions sessions =
                Rooms.sessions(api, accounts, secrets, settings.keyExchange().oldPadding(), means);
        watch(storage, accounts, api, sessions, schedule);
        schedule.every(SWEEP_EVERY, Rooms.wakes(storage, accounts, means)::run);
        storage.post().drain(letters -> {
            if (letters > 0) LOG.info("letters of the last run read={}", letters);
        });

        TransportServer transport = opening(
                "transport",
                Rooms.transport(
                        advertised.bound(), settings, sessions, web(settings, advertised, storage, secrets), means));
        opening("admin socket", admin(folder, storage, accounts, new Counted(sessions, transport), clock));
        measure(metrics, storage, sessions, transport);
        return new Running(folder, secrets, storage, api, transport, words(settings, folder));
    }

    private static Words words(Settings settings, DataFolder folder) {
        return new Words(settings.network().scheme(), Deliveries.described(settings.delivery(), folder));
    }

    private WebRoutes web(Settings settings, Advertised advertised, Storage storage, Secrets secrets) {
        HealthPage health = new HealthPage(() -> isReady, storage.store()::isWritable);
        RSAPublicKey key = (RSAPublicKey) secrets.rsa().getPublic();
        return new WebRoutes.Builder()
                .at("/healthz", health)
                .at("/.well-known/chappe", new WellKnownPage(settings, advertised.profile(), key))
                .at("/", new HomePage(Rsa.fingerprint(key)))
                .build();
    }

    private static AdminSocket admin(
            DataFolder folder, Storage storage, AccountRoom accounts, Counted counted, Clock clock) {
        AdminCommands admin = new AdminCommands(
                accounts.numbers(),
                accounts.oversight(),
                accounts.passwords().resets(),
                accounts.invitations(),
                () -> stats(storage, accounts.oversight(), counted),
                clock);
        return AdminSocket.open(folder.adminSocket(), request -> {
            String backedUp = BackupCommand.serve(request, folder, storage);
            return backedUp == null ? admin.answer(request) : backedUp;
        });
    }

    /// What an operator asks the number of.
    private record Counted(Sessions sessions, TransportServer transport) {}

    private static String stats(Storage storage, Oversight oversight, Counted counted) {
        var accounts = new AtomicLong();
        storage.store().pages(Partition.Kind.ACCOUNT, page -> accounts.addAndGet(oversight.count(page)));
        return """
                accounts        %d
                connections     %d
                sessions        %d
                parked letters  %d
                store           %s""".formatted(
                        accounts.get(),
                        counted.transport().connections(),
                        counted.sessions().sessionCount(),
                        storage.post().parked(),
                        storage.store().isWritable() ? "writable" : "cannot commit");
    }

    private static void measure(Metrics metrics, Storage storage, Sessions sessions, TransportServer transport) {
        metrics.gauge("chappe.connections", "open connections, recognised or not", transport::connections);
        metrics.gauge("chappe.sessions", "MTProto sessions in memory", sessions::sessionCount);
        metrics.gauge(
                "chappe.letters.parked", "letters put aside: more than 0 needs an operator", storage.post()::parked);
        metrics.gauge(
                "chappe.store.writable",
                "1 while the store can commit",
                () -> storage.store().isWritable() ? 1 : 0);
    }

    private static void watch(Storage storage, AccountRoom accounts, Api api, Sessions sessions, Schedule schedule) {
        storage.store().onCommit((partition, _) -> {
            switch (partition.kind()) {
                case BOX -> api.pusher().moved(new UserId(partition.number()));
                case AUTH_KEY -> keyChanged(new AuthKeyId(partition.number()), accounts, api, schedule);
                default -> {} // nobody follows the others
            }
        });
        schedule.every(ACKNOWLEDGE_EVERY, sessions::acknowledge);
        schedule.every(SWEEP_EVERY, sessions::sweep);
        schedule.every(COMPARE_EVERY, api.pusher()::compareHeads);
    }

    /// On the committing thread, so the look at the login goes to another.
    private static void keyChanged(AuthKeyId key, AccountRoom accounts, Api api, Schedule schedule) {
        api.logins().forget(key);
        accounts.logins().keyChanged(key, schedule);
        if (!api.pusher().follows(key)) return;
        schedule.run(() -> {
            if (accounts.keys().loginOf(key) == null) api.pusher().loggedOut(key);
        });
    }

    private <T extends AutoCloseable> T opening(String name, T part) {
        opened.push(new Opened(name, part));
        return part;
    }
}
