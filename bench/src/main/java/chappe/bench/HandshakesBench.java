package chappe.bench;

import chappe.mtproto.handshake.ClientHandshake;
import chappe.mtproto.transport.ClientTransport;
import chappe.world.KeyExchange;
import chappe.world.TestClient;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Key exchanges per second of the real server over loopback sockets, the load generator on the same cores.
final class HandshakesBench {

    /// The figures of one round; processor times are for one exchange.
    private record Round(double perSecond, double p50Ms, double p99Ms, double serverMs, double generatorMs) {}

    private HandshakesBench() {}

    /// `--clients N --seconds N --rounds N --dir PATH`
    static void main(String[] words) throws Exception {
        Arguments arguments = Arguments.of(words);
        try (Folder folder = Folder.create(arguments.path("--dir", "/tmp"));
                ServerProcess server = ServerProcess.start(folder)) {
            System.out.println(Machine.describe());
            System.out.println("server: " + server.flags());
            System.out.println(
                    "method: each client connects (obfuscated intermediate), exchanges a permanent key (RSA_PAD,"
                            + " 2048-bit DH), closes, begins again; the generator's own powers run on the same cores");
            run(server, arguments);
        }
    }

    private static void run(ServerProcess server, Arguments arguments) throws Exception {
        int clients = arguments.number("--clients", 8);
        int seconds = arguments.number("--seconds", 8);
        TestClient.Target target = server.target();
        print("warm-up", round(server, target, clients, seconds));
        List<Round> rounds = new ArrayList<>();
        for (int i = 1; i <= arguments.number("--rounds", 5); i++) {
            double sync = Machine.syncMicros(server.data());
            Round round = round(server, target, clients, seconds);
            print(String.format(Locale.ROOT, "round %d (fsync p50 %.0f us)", i, sync), round);
            rounds.add(round);
        }
        print("median", median(rounds));
    }

    private static Round round(ServerProcess server, TestClient.Target target, int clients, int seconds)
            throws Exception {
        var samples = new Samples();
        long serverCpu = server.cpuNanos();
        long ownCpu = Machine.cpuNanos();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> {
                    exchange(target, end, samples);
                    return null;
                }));
            }
            for (Future<?> each : running) each.get();
        }
        double took = (System.nanoTime() - start) / 1e9;
        int count = samples.count();
        long[] sorted = Samples.sorted(List.of(samples));
        return new Round(
                count / took,
                Samples.percentileMs(sorted, 50),
                Samples.percentileMs(sorted, 99),
                (server.cpuNanos() - serverCpu) / 1e6 / count,
                (Machine.cpuNanos() - ownCpu) / 1e6 / count);
    }

    private static void exchange(TestClient.Target target, long end, Samples samples) throws IOException {
        var random = new SecureRandom();
        var permanent = ClientHandshake.Style.permanent(target.transport().dc());
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            try (ClientTransport line = ClientTransport.connect(target.address(), target.transport(), random)) {
                KeyExchange.run(line, target.serverKey(), permanent, target.clock(), random);
            }
            samples.add(System.nanoTime() - start);
        }
    }

    private static Round median(List<Round> rounds) {
        return new Round(
                Samples.median(rounds.stream().map(Round::perSecond).toList()),
                Samples.median(rounds.stream().map(Round::p50Ms).toList()),
                Samples.median(rounds.stream().map(Round::p99Ms).toList()),
                Samples.median(rounds.stream().map(Round::serverMs).toList()),
                Samples.median(rounds.stream().map(Round::generatorMs).toList()));
    }

    private static void print(String what, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f key exchanges/s, p50 %.1f ms, p99 %.1f ms; processor each: server %.2f ms, generator %.2f ms%n",
                what,
                round.perSecond,
                round.p50Ms,
                round.p99Ms,
                round.serverMs,
                round.generatorMs);
    }
}
