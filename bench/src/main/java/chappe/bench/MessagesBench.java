package chappe.bench;

import chappe.wire.InputPeerUser;
import chappe.world.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Messages per second end to end over loopback sockets: the sender's call answered and the recipient's push received.
final class MessagesBench {
    private static final int PAIRS_MANY = 200;
    private static final int PAIRS_FEW = 10;
    private static final int IN_FLIGHT_MANY = 4;

    /// Until then the JVM is still compiling what is hot.
    private static final int WARM_UP_S = 24;

    private final ServerProcess server;
    private final int seconds;
    private final int rounds;

    /// The figures of one round. Times in ms; processor times in microseconds for one message.
    private record Round(
            double perSecond, double[] answered, double[] received, double serverMicros, double ownMicros) {}

    private MessagesBench(ServerProcess server, Arguments arguments) {
        this.server = server;
        this.seconds = arguments.number("--seconds", 8);
        this.rounds = arguments.number("--rounds", 5);
    }

    /// `--seconds N --rounds N --pairs N --in-flight N --dir PATH`; without pairs: the three loads of the issue
    static void main(String[] words) throws Exception {
        Arguments arguments = Arguments.of(words);
        try (Folder folder = Folder.create(arguments.path("--dir", "/tmp"));
                ServerProcess server = ServerProcess.start(folder)) {
            System.out.println(Machine.describe());
            System.out.println("server: pid " + server.pid() + " " + server.flags());
            System.out.println(
                    "method: each sender sends texts of 100 characters to its own recipient, the next when one"
                            + " of those in flight is answered; a message counts when answered and received; call rate limits"
                            + " raised by the settings file; the generator runs on the same cores");
            var bench = new MessagesBench(server, arguments);
            int pairs = arguments.number("--pairs", 0);
            if (pairs > 0) {
                bench.run(0, pairs, arguments.number("--in-flight", 1));
                return;
            }
            bench.run(0, PAIRS_MANY, 1);
            bench.run(2 * PAIRS_MANY, PAIRS_MANY, IN_FLIGHT_MANY);
            bench.run(4 * PAIRS_MANY, PAIRS_FEW, 1);
        }
    }

    private void run(int first, int count, int inFlight) throws Exception {
        System.out.printf(Locale.ROOT, "%d pairs, %d in flight each%n", count, inFlight);
        People people = new People(server);
        try (Crowd crowd = Crowd.enter(people, first, 2 * count)) {
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                TestClient sender = crowd.clients().get(2 * i);
                InputPeerUser peer = People.find(sender, first + 2 * i + 1);
                pairs.add(new Pair(sender, crowd.clients().get(2 * i + 1), peer, inFlight));
            }
            print("  warm-up", round(pairs, WARM_UP_S));
            List<Round> measured = new ArrayList<>();
            for (int i = 1; i <= rounds; i++) {
                double sync = Machine.syncMicros(server.data());
                Round round = round(pairs, seconds);
                print(String.format(Locale.ROOT, "  round %d (fsync p50 %.0f us)", i, sync), round);
                measured.add(round);
            }
            print("  median", median(measured));
        }
    }

    private Round round(List<Pair> pairs, int length) throws Exception {
        for (Pair each : pairs) each.reset();
        long serverCpu = server.cpuNanos();
        long ownCpu = Machine.cpuNanos();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(length);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sending = new ArrayList<>();
            for (Pair each : pairs) {
                sending.add(threads.submit(() -> {
                    each.sendUntil(end);
                    return null;
                }));
            }
            for (Future<?> each : sending) each.get(length + Pair.PATIENCE_S, TimeUnit.SECONDS);
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] answered = Samples.sorted(pairs.stream().map(Pair::answered).toList());
        long[] received = Samples.sorted(pairs.stream().map(Pair::received).toList());
        return new Round(
                received.length / took,
                new double[] {Samples.percentileMs(answered, 50), Samples.percentileMs(answered, 99)},
                new double[] {Samples.percentileMs(received, 50), Samples.percentileMs(received, 99)},
                (server.cpuNanos() - serverCpu) / 1e3 / received.length,
                (Machine.cpuNanos() - ownCpu) / 1e3 / received.length);
    }

    private static Round median(List<Round> rounds) {
        return new Round(
                Samples.median(rounds.stream().map(Round::perSecond).toList()),
                medians(rounds.stream().map(Round::answered).toList()),
                medians(rounds.stream().map(Round::received).toList()),
                Samples.median(rounds.stream().map(Round::serverMicros).toList()),
                Samples.median(rounds.stream().map(Round::ownMicros).toList()));
    }

    private static double[] medians(List<double[]> figures) {
        double p50 = Samples.median(figures.stream().map(each -> each[0]).toList());
        return new double[] {
            p50, Samples.median(figures.stream().map(each -> each[1]).toList())
        };
    }

    private static void print(String what, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f messages/s; answered p50 %.2f p99 %.2f ms; received p50 %.2f p99 %.2f ms;"
                        + " processor each: server %.0f us, generator %.0f us%n",
                what,
                round.perSecond,
                round.answered[0],
                round.answered[1],
                round.received[0],
                round.received[1],
                round.serverMicros,
                round.ownMicros);
    }
}
