package chappe.bench;

import chappe.core.UserId;
import chappe.core.tl.Schema;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.store.Change;
import chappe.store.KeyWriter;
import chappe.store.Partition;
import chappe.store.Store.Letter;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.post.PostOffice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Deliveries per second of the embedded store, in process.
///
/// One delivery = the sender's commit, the recipient's commit and the letter cleared, all durable. The
/// sender's commit reads the head and the dedup row and writes message (300 bytes), dialog, dedup row, head,
/// log row and letter; the recipient's the same without letter. Each caller sends its next message when the
/// last is delivered.
public final class DeliverBench {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int COMMITS = 2;
    private static final int MESSAGE_BYTES = 300;
    private static final int DIALOG_BYTES = 60;
    private static final int HEAD_BYTES = 48;

    private final RocksStore store;
    private final PostOffice office;
    private final ExecutorService threads;
    private final Options options;

    /// What the command line may set.
    private record Options(int callers, int users, int seconds, int rounds, int cacheMb, int memtablesMb, Path folder) {
        static Options parse(List<String> arguments) throws IOException {
            return new Options(
                    number(arguments, "--callers", 64),
                    number(arguments, "--users", 100_000),
                    number(arguments, "--seconds", 8),
                    number(arguments, "--rounds", 5),
                    number(arguments, "--cache-mb", 32),
                    number(arguments, "--memtables-mb", 192),
                    Files.createTempDirectory(Path.of(text(arguments, "--dir", "/tmp")), "deliver"));
        }

        RocksSettings store() {
            RocksSettings small = RocksSettings.small();
            return new RocksSettings((long) cacheMb << 20, (long) memtablesMb << 20, small.backgroundThreads());
        }

        private static int number(List<String> arguments, String name, int standard) {
            return Integer.parseInt(text(arguments, name, Integer.toString(standard)));
        }

        private static String text(List<String> arguments, String name, String standard) {
            int at = arguments.indexOf(name);
            return at < 0 ? standard : arguments.get(at + 1);
        }
    }

    /// The figures of one round.
    private record Round(double perSecond, double p50Ms, double p99Ms, double cpuMicros, double commitsPerSync) {
        static Round of(long[] nanos, double seconds, long cpuNanos, long syncs) {
            Arrays.sort(nanos);
            return new Round(
                    nanos.length / seconds,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length * 99 / 100] / 1e6,
                    cpuNanos / 1e3 / nanos.length,
                    COMMITS * (double) nanos.length / syncs);
        }
    }

    /// A message on its way.
    private record Message(long number, byte[] content) implements TlObject {
        static final int ID = 0x00000001;
        static final Schema SCHEMA = new Schema() {
            @Override
            public TlObject read(int constructorId, TlReader in) {
                return new Message(in.int64(), in.bytes());
            }

            @Override
            public void write(TlObject object, TlWriter out) {
                object.write(out);
            }
        };

        @Override
        public int constructorId() {
            return ID;
        }

        @Override
        public void write(TlWriter out) {
            out.int32(ID);
            out.int64(number);
            out.bytes(content);
        }
    }

    private DeliverBench(RocksStore store, PostOffice office, ExecutorService threads, Options options) {
        this.store = store;
        this.office = office;
        this.threads = threads;
        this.options = options;
        office.on(Message.class, DeliverBench::receive);
    }

    /// `--callers N --users N --seconds N --rounds N --dir PATH`
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(List.of(arguments));
        System.out.println(Machine.describe());
        System.out.printf(Locale.ROOT, "%s%n", options);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                var store = new RocksStore(options.folder, Message.SCHEMA, options.store());
                var office = new PostOffice(store, threads, (delay, task) -> {
                    var _ = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                })) {
            new DeliverBench(store, office, threads, options).run();
        } finally {
            delete(options.folder);
        }
    }

    private void run() throws Exception {
        print("warm-up", round());
        List<Round> rounds = new ArrayList<>();
        for (int i = 1; i <= options.rounds; i++) {
            double sync = Machine.syncMicros(options.folder);
            Round round = round();
            print(
                    String.format(
                            Locale.ROOT,
                            "round %d (fsync p50 %.0f us, %d MB resident)",
                            i,
                            sync,
                            Machine.residentMegabytes()),
                    round);
            rounds.add(round);
        }
        rounds.sort(Comparator.comparingDouble(Round::perSecond));
        print("median", rounds.get(rounds.size() / 2));
    }

    private Round round() throws Exception {
        long cpu = Machine.cpuNanos();
        long syncs = store.syncs();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(options.seconds);
        List<Future<long[]>> callers = new ArrayList<>();
        for (int i = 0; i < options.callers; i++) callers.add(threads.submit(() -> call(end)));
        long[] nanos = new long[0];
        for (Future<long[]> caller : callers)
            nanos = LongStream.concat(Arrays.stream(nanos), Arrays.stream(caller.get()))
                    .toArray();
        double seconds = (System.nanoTime() - start) / 1e9;
        return Round.of(nanos, seconds, Machine.cpuNanos() - cpu, store.syncs() - syncs);
    }

    private long[] call(long end) throws InterruptedException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        var took = LongStream.builder();
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            Partition from = Partition.box(new UserId(1 + random.nextInt(options.users)));
            Partition to = Partition.box(new UserId(1 + random.nextInt(options.users)));
            byte[] content = new byte[MESSAGE_BYTES];
            random.nextBytes(content);
            long randomId = random.nextLong();
            store.write(from, change -> {
                long number = append(change, to, randomId, content);
                change.post(to, new Message(number, content));
                return number;
            });
            if (!office.awaitDelivered(from, PATIENCE)) throw new IllegalStateException("a letter was not delivered");
            took.add(System.nanoTime() - start);
        }
        return took.build().toArray();
    }

    private static void receive(Change change, Letter<Message> letter) {
        append(change, letter.from(), letter.number(), letter.body().content);
    }

    /// What a box does for a message: its rows are those of the real thing in number and size.
    private static long append(Change change, Partition peer, long randomId, byte[] content) {
        byte[] head = change.find(key(0));
        byte[] dedup = key(3, peer.number(), randomId);
        if (change.find(dedup) != null) throw new IllegalStateException("a random id came twice");
        long number = head == null ? 1 : ByteBuffer.wrap(head).getLong() + 1;
        change.put(key(1, number), content);
        change.put(key(2, peer.number()), new byte[DIALOG_BYTES]);
        change.put(dedup, ByteBuffer.allocate(8).putLong(number).array());
        change.put(key(4, number), ByteBuffer.allocate(24).putLong(number).array());
        change.put(key(0), ByteBuffer.allocate(HEAD_BYTES).putLong(number).array());
        return number;
    }

    private static byte[] key(int table, long... parts) {
        var key = new KeyWriter().uint8(table);
        for (long part : parts) key.ascending(part);
        return key.toBytes();
    }

    private static void print(String what, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f deliveries/s, p50 %.2f ms, p99 %.2f ms, %.0f us of processor each, %.1f commits per sync%n",
                what,
                round.perSecond,
                round.p50Ms,
                round.p99Ms,
                round.cpuMicros,
                round.commitsPerSync);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }
}
