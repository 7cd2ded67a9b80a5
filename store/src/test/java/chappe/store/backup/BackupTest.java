package chappe.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.StoreFault;
import chappe.store.TestRecords;
import chappe.store.TestRecords.Parcel;
import chappe.store.View;
import chappe.store.backup.Backup.Places;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.post.PostOffice;
import chappe.store.seal.Vault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rule R12 with the embedded engine.
final class BackupTest {
    private static final Partition ALICE = Partition.box(new UserId(1));
    private static final Partition BOB = Partition.box(new UserId(2));
    private static final byte[] KEY = {1};

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before each test
    private RocksStore store;

    @SuppressWarnings("NullAway.Init")
    private PostOffice office;

    @BeforeEach
    void start() {
        store = open(places("live").store());
        office = office(store);
        Vault.open(places("live").keyFile(), store);
    }

    @AfterEach
    void stop() {
        office.close();
        store.close();
        threads.close();
    }

    @Test
    void aBackupUnderLoadHoldsEachTransferOnBothSidesOrOnItsWay() throws Exception {
        var isOver = new AtomicBoolean();
        var sending = threads.submit(() -> {
            while (!isOver.get()) transfer();
        });
        while (balance(store, BOB) < 50) Thread.onSpinWait();

        Backup.take(store, office, folder.resolve("backup"), places("live").keys());
        long after = balance(store, BOB);
        while (balance(store, BOB) < after + 50) Thread.onSpinWait();
        isOver.set(true);
        sending.get();
        Backup.restore(folder.resolve("backup"), places("new"), TestRecords.SCHEMA, RocksSettings.small());

        try (var restored = open(places("new").store());
                var restoredOffice = office(restored)) {
            restoredOffice.drain(read -> {});
            assertThat(balance(restored, BOB)).isGreaterThanOrEqualTo(50).isLessThan(balance(store, BOB));
            assertThat(balance(restored, ALICE)).isEqualTo(-balance(restored, BOB));
        }
    }

    @Test
    void aRestoreStartsANewEpoch() throws Exception {
        transfer();
        Backup.take(store, office, folder.resolve("backup"), places("live").keys());

        long first = restore("backup", "new");
        try (var restored = open(places("new").store());
                var restoredOffice = office(restored)) {
            Backup.take(
                    restored,
                    restoredOffice,
                    folder.resolve("second"),
                    places("new").keys());
            assertThat(restored.epoch()).isEqualTo(1);
        }
        long second = restore("second", "newer");

        assertThat(store.epoch()).isZero();
        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
    }

    @Test
    void aBackupWithoutKeysSaysSoAndARestoreNeedsThem() throws Exception {
        Backup.take(store, office, folder.resolve("backup"), null);

        assertThat(folder.resolve("backup/README")).content().contains("needs the keys");
        assertThatThrownBy(() -> restore("backup", "new"))
                .isInstanceOf(BackupFault.class)
                .hasMessageContaining("is missing");
        assertThat(places("new").store()).doesNotExist();
        copy(places("live").keys(), places("new").keys());
        assertThat(restore("backup", "new")).isEqualTo(1);
    }

    @Test
    void aRestoreWithOtherKeysRefuses() throws Exception {
        Backup.take(store, office, folder.resolve("backup"), null);
        try (var other = open(places("other").store())) {
            Vault.open(places("other").keyFile(), other);
        }
        copy(places("other").keys(), places("new").keys());

        assertThatThrownBy(() -> restore("backup", "new"))
                .isInstanceOf(BackupFault.class)
                .hasMessageContaining("is not the key");
        assertThat(places("new").store()).doesNotExist();
    }

    @Test
    void aRestoreRefusesADamagedBackup() throws Exception {
        for (int i = 0; i < 100; i++) transfer();
        Backup.take(store, office, folder.resolve("backup"), places("live").keys());
        damageATable(folder.resolve("backup/store"));

        assertThatThrownBy(() -> restore("backup", "new"))
                .isInstanceOf(BackupFault.class)
                .hasMessageContaining("checksum mismatch");
        assertThat(places("new").store()).doesNotExist();
    }

    @Test
    void neitherOverwritesWhatIsThere() throws Exception {
        Backup.take(store, office, folder.resolve("backup"), places("live").keys());

        assertThatThrownBy(() -> Backup.take(store, office, folder.resolve("backup"), null))
                .isInstanceOf(BackupFault.class);
        assertThatThrownBy(() -> restore("backup", "live")).isInstanceOf(BackupFault.class);
    }

    @Test
    void aStoreIsOpenedOnce() {
        assertThatThrownBy(() -> open(places("live").store())).isInstanceOf(StoreFault.class);
    }

    private long restore(String from, String to) {
        return Backup.restore(folder.resolve(from), places(to), TestRecords.SCHEMA, RocksSettings.small());
    }

    private Places places(String name) {
        Path data = folder.resolve(name);
        return new Places(data.resolve("store"), data.resolve("keys"), data.resolve("keys/vault.json"));
    }

    private static RocksStore open(Path folder) {
        return new RocksStore(folder, TestRecords.SCHEMA, RocksSettings.small());
    }

    private PostOffice office(RocksStore of) {
        var made = new PostOffice(of, threads, (delay, task) -> {
            throw new AssertionError("nothing fails here");
        });
        made.on(Parcel.class, (change, letter) -> add(change, letter.body().weight()));
        return made;
    }

    private void transfer() {
        store.write(ALICE, change -> {
            add(change, -1);
            change.post(BOB, new Parcel(1));
            return true;
        });
    }

    private static void add(Change change, long amount) {
        long sum = balance(change) + amount;
        change.put(KEY, ByteBuffer.allocate(8).putLong(sum).array());
    }

    private static long balance(RocksStore of, Partition whose) {
        return of.<Long>read(whose, BackupTest::balance);
    }

    private static long balance(View view) {
        byte[] stored = view.find(KEY);
        return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) Files.copy(each, to.resolve(from.relativize(each)));
        }
    }

    private static void damageATable(Path database) throws IOException {
        try (Stream<Path> files = Files.list(database)) {
            Path table = files.filter(each -> each.toString().endsWith(".sst"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(table);
            bytes[20] ^= 1;
            Files.delete(table); // a checkpoint shares its files with the store
            Files.write(table, bytes);
        }
    }
}
