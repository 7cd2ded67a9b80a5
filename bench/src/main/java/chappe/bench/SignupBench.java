package chappe.bench;

import chappe.world.TestClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Full sign-ups per second, from the first packet of a new phone to its first message: at the pace of three millions
/// in a day, and as fast as it goes.
final class SignupBench {
    /// 3,000,000 in 24 hours.
    private static final double PACE = 34.7;

    private static final int PATIENCE_S = 60;

    private final ServerProcess server;
    private final SignUp signUp;
    private final int seconds;

    /// The figures of one round; processor times in ms are for one sign-up.
    private record Round(double perSecond, double p50Ms, double p99Ms, double serverMs, double ownMs) {}

    private SignupBench(ServerProcess server, int seconds) throws IOException {
        this.server = server;
        this.seconds = seconds;
        this.signUp = new SignUp(new People(server));
    }

    /// `--seconds N --rounds N --pace N --at-once N --warm-up N --profile FILE --dir PATH`
    static void main(String[] words) throws Exception {
        Arguments arguments = Arguments.of(words);
        try (Folder folder = Folder.create(arguments.path("--dir", "/tmp"));
                ServerProcess server = ServerProcess.start(folder)) {
            System.out.println(Machine.describe());
            System.out.println("server: pid " + server.pid() + " " + server.flags());
            System.out.println(
                    "method: a new connection each (obfuscated intermediate), permanent key, help.getConfig, auth.sendCode,"
                            + " signIn, signUp, contacts.importContacts of 50 (half of them there already),"
                            + " messages.getDialogs, a first message; they stay connected until the round ends; flood"
                            + " limits raised by the settings file; the generator runs on the same cores");
            new SignupBench(server, arguments.number("--seconds", 20)).run(arguments);
        }
    }

    private void run(Arguments arguments) throws Exception {
        int atOnce = arguments.number("--at-once", 16);
        int pace = arguments.number("--pace", 35);
        int rounds = arguments.number("--rounds", 3);
        print("warm-up", fast(atOnce, arguments.number("--warm-up", 30)));
        System.out.printf(Locale.ROOT, "paced at %d/s, latency counted from when each was due%n", pace);
        rounds(rounds, () -> paced(pace));
        System.out.printf(Locale.ROOT, "as fast as it goes, %d at once%n", atOnce);
        Round fast = rounds(rounds, () -> fast(atOnce, seconds));
        System.out.printf(
                Locale.ROOT,
                "three millions in 24 hours are %.1f/s: %.1f times that was reached%n",
                PACE,
                fast.perSecond / PACE);
        profile(arguments.has("--profile") ? arguments.path("--profile", "") : null, atOnce);
    }

    /// One more round, which costs the profile's own time and therefore is no figure.
    private void profile(@Nullable Path file, int atOnce) throws Exception {
        if (file == null) return;
        long cpu = server.cpuNanos();
        server.jcmd("JFR.start", Profile.startOptions());
        fast(atOnce, seconds);
        server.jcmd("JFR.stop", Profile.stopOptions(file));
        Profile.read(file).print(server.cpuNanos() - cpu);
    }

    /// A measured load.
    private interface Load {
        Round run() throws Exception;
    }

    private Round rounds(int count, Load load) throws Exception {
        List<Round> measured = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            double sync = Machine.syncMicros(server.data());
            signUp.forget();
            Round round = load.run();
            print(String.format(Locale.ROOT, "  round %d (fsync p50 %.0f us)", i, sync), round);
            measured.add(round);
        }
        Round median = median(measured);
        print("  median", median);
        System.out.println("  p50 of each step of the last round in ms: " + steps());
        return median;
    }

    /// As many as `atOnce` at a time, each followed by the next.
    private Round fast(int atOnce, int length) throws Exception {
        return measured(
                (threads, end, taken, entered) -> {
                    List<Future<?>> running = new ArrayList<>();
                    for (int i = 0; i < atOnce; i++) {
                        running.add(threads.submit(() -> {
                            for (long start = System.nanoTime(); start < end; start = System.nanoTime())
                                enter(start, taken, entered);
                            return null;
                        }));
                    }
                    return running;
                },
                length);
    }

    /// One every so often, whether or not those before are through.
    private Round paced(int pace) throws Exception {
        return measured(
                (threads, end, taken, entered) -> {
                    List<Future<?>> running = new ArrayList<>();
                    long gap = TimeUnit.SECONDS.toNanos(1) / pace;
                    for (long due = System.nanoTime(); due < end; due += gap) {
                        long start = due;
                        TimeUnit.NANOSECONDS.sleep(start - System.nanoTime());
                        running.add(threads.submit(() -> {
                            enter(start, taken, entered);
                            return null;
                        }));
                    }
                    return running;
                },
                seconds);
    }

    private void enter(long start, Samples taken, Queue<TestClient> entered) throws Exception {
        entered.add(signUp.run());
        taken.add(System.nanoTime() - start);
    }

    /// Starts sign-ups until a time.
    private interface Crowding {
        List<Future<?>> until(ExecutorService threads, long end, Samples taken, Queue<TestClient> entered)
                throws InterruptedException;
    }

    private Round measured(Crowding crowding, int length) throws Exception {
        var taken = new Samples();
        Queue<TestClient> entered = new ConcurrentLinkedQueue<>();
        long serverCpu = server.cpuNanos();
        long ownCpu = Machine.cpuNanos();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = start + TimeUnit.SECONDS.toNanos(length);
            for (Future<?> each : crowding.until(threads, end, taken, entered)) each.get(PATIENCE_S, TimeUnit.SECONDS);
        }
        double took = (System.nanoTime() - start) / 1e9;
        int count = taken.count();
        double serverMs = (server.cpuNanos() - serverCpu) / 1e6 / count;
        double ownMs = (Machine.cpuNanos() - ownCpu) / 1e6 / count;
        entered.forEach(TestClient::close);
        long[] sorted = Samples.sorted(List.of(taken));
        return new Round(
                count / took, Samples.percentileMs(sorted, 50), Samples.percentileMs(sorted, 99), serverMs, ownMs);
    }

    private String steps() {
        var line = new StringJoiner(", ");
        for (SignUp.Step step : SignUp.Step.values()) {
            long[] sorted = Samples.sorted(List.of(signUp.of(step)));
            line.add(String.format(
                    Locale.ROOT, "%s %.1f", step.name().toLowerCase(Locale.ROOT), Samples.percentileMs(sorted, 50)));
        }
        return line.toString();
    }

    private static Round median(List<Round> rounds) {
        return new Round(
                Samples.median(rounds.stream().map(Round::perSecond).toList()),
                Samples.median(rounds.stream().map(Round::p50Ms).toList()),
                Samples.median(rounds.stream().map(Round::p99Ms).toList()),
                Samples.median(rounds.stream().map(Round::serverMs).toList()),
                Samples.median(rounds.stream().map(Round::ownMs).toList()));
    }

    private static void print(String what, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f sign-ups/s, p50 %.1f ms, p99 %.1f ms; processor each: server %.2f ms, generator %.2f ms"
                        + " (%.0f %% of the work)%n",
                what,
                round.perSecond,
                round.p50Ms,
                round.p99Ms,
                round.serverMs,
                round.ownMs,
                100 * round.ownMs / (round.ownMs + round.serverMs));
    }
}
