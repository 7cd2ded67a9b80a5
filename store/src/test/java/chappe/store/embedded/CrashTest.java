package chappe.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.store.Partition;
import chappe.store.StoreFault;
import chappe.store.TestRecords;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.testkit.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/// Kills, torn files and full disks: what was answered is there, once; what was not answered is there whole or not at
/// all.
final class CrashTest {
    private static final int KILLS = 5;
    private static final Pattern ANSWER = Pattern.compile("answer (\\d+) (\\d+)");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void aKilledServerKeepsEveryAnswerAndDeliversEveryLetterOnce() throws Exception {
        RandomGenerator random = Seed.random("aKilledServerKeepsEveryAnswerAndDeliversEveryLetterOnce");
        Map<Integer, Long> answered = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process victim = start("load");
            try (BufferedReader answers = victim.inputReader()) {
                assertThat(answers.readLine()).isEqualTo("ready");
                for (int i = 200 + random.nextInt(2000); i > 0; i--) note(answered, answers.readLine());
                victim.toHandle().destroyForcibly(); // the process itself would close its output
                answers.lines().forEach(line -> note(answered, line));
            }
            assertThat(victim.waitFor()).isEqualTo(128 + 9);
            check(answered);
        }
    }

    @Test
    void aTornTailLosesOnlyWhatWasNotAnswered() throws IOException {
        writeRows("one", "two");
        Path log = newestLog();
        try (var file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(file.length() - 3);
        }

        try (var store = open()) {
            assertThat(rows(store)).containsExactly("one");
            put(store, "three");
        }
        try (var store = open()) {
            assertThat(rows(store)).containsExactly("one", "three");
        }
    }

    @Test
    void damageBeforeTheTailRefusesToOpen() throws IOException {
        writeRows("one", "two", "three");
        Path log = newestLog();
        try (var file = new RandomAccessFile(log.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int damaged = file.read() ^ 1;
            file.seek(file.length() / 2);
            file.write(damaged);
        }

        assertThatThrownBy(this::open).isInstanceOf(StoreFault.class).hasMessageContaining("checksum mismatch");
    }

    @Test
    void aFullDiskStopsWritingAndLosesNothing() throws Exception {
        // A limit on the size of files stands for the full disk; 24 MiB lets the native library unpack.
        Process victim = start("fill", "sh", "-c", "ulimit -f 49152; exec \"$0\" \"$@\"");
        List<String> output = victim.inputReader().lines().toList();
        victim.waitFor();

        String fault = output.get(output.size() - 2);
        long answered =
                output.stream().filter(line -> line.startsWith("answer")).count();
        assertThat(answered).isGreaterThan(10);
        assertThat(fault).startsWith("fault writable=false counter=" + answered);
        assertThat(output.getLast()).isEqualTo("fault again");
        try (var store = open()) {
            assertThat(store.<Long>read(Victim.writer(0), Victim::counter)).isBetween(answered, answered + 1);
            assertThat(store.<Long>read(Victim.writer(1), Victim::counter)).isZero();
            put(store, "room again");
            assertThat(store.isWritable()).isTrue();
        }
    }

    @Test
    void aNewerFormatIsRefused() {
        var batch = new Batch();
        batch.put(KeyLayout.FORMAT, KeyLayout.number(RocksStore.FORMAT + 1));
        open().close();
        try (var files = new RocksFiles(folder, RocksSettings.small())) {
            files.writeUnsynced(batch);
        } catch (RocksDBException broken) {
            throw new AssertionError(broken);
        }

        assertThatThrownBy(this::open).isInstanceOf(StoreFault.class).hasMessageContaining("start the newer release");
    }

    private void check(Map<Integer, Long> answered) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var store = open();
                var office = Victim.office(store, threads)) {
            office.drain(read -> {});
            for (int w = 0; w < Victim.WRITERS; w++) {
                Partition writer = Victim.writer(w);
                long counted = store.<Long>read(writer, Victim::counter);
                assertThat(counted).isGreaterThanOrEqualTo(answered.getOrDefault(w, 0L));
                assertThat(store.<Long>read(writer, View::version)).isEqualTo(counted);
                for (long n = 1; n <= counted; n++) {
                    long number = n;
                    Partition reader = Victim.reader((int) (n % Victim.READERS));
                    assertThat(store.<Integer>read(reader, view -> Victim.times(view, writer, number)))
                            .isEqualTo(1);
                }
                for (int r = 0; r < Victim.READERS; r++) {
                    assertThat(store.<Integer>read(Victim.reader(r), view -> Victim.times(view, writer, counted + 1)))
                            .isZero();
                }
            }
        }
    }

    /// The last line may be torn by the kill; a number that lost its end is an older answer.
    private static void note(Map<Integer, Long> answered, String line) {
        Matcher answer = ANSWER.matcher(line);
        if (!answer.matches()) return;
        answered.merge(Integer.parseInt(answer.group(1)), Long.parseLong(answer.group(2)), Math::max);
    }

    private Process start(String job, String... wrapper) throws IOException {
        List<String> command = new ArrayList<>(List.of(wrapper));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(Victim.class.getName(), job, folder.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private RocksStore open() {
        return new RocksStore(folder, TestRecords.SCHEMA, RocksSettings.small());
    }

    private void writeRows(String... rows) {
        try (var store = open()) {
            for (String row : rows) put(store, row);
        }
    }

    private static void put(RocksStore store, String row) {
        store.write(Victim.writer(7), change -> {
            change.put(row.getBytes(StandardCharsets.US_ASCII), new byte[100]);
            return true;
        });
    }

    private static List<String> rows(RocksStore store) {
        return store.read(
                Victim.writer(7),
                view -> view.scan(new byte[] {'a'}, new byte[] {'z' + 1}, 10, Order.ASCENDING).stream()
                        .map(row -> new String(row.key(), StandardCharsets.US_ASCII))
                        .toList());
    }

    private Path newestLog() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }
}
