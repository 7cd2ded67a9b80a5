package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.AuthKeyId;
import chappe.domain.account.AuthKeyRing;
import chappe.store.Partition;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.record.Records;
import chappe.store.seal.Vault;
import chappe.store.seal.VaultFault;
import chappe.store.seal.VaultRotation;
import chappe.testkit.FakeClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `keys rotate` over a store with keys, whole and broken off.
class ResealingTest {
    private static final int KEYS = 1_200; // two pages
    private static final int DC = 2;

    @TempDir
    private Path data;

    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));
    private RocksStore store;

    @BeforeEach
    void openWithKeys() throws IOException {
        open();
        AuthKeyRing ring = ring();
        for (long id = 1; id <= KEYS; id++) {
            ring.add(
                    new AuthKeyId(id),
                    value(id),
                    DC,
                    id % 2 == 0 ? clock.instant().plus(Duration.ofHours(1)) : null);
        }
        ring.destroy(new AuthKeyId(3));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everythingIsSealedAgainAndTheOldKeyIsGone() throws IOException {
        String old = onlyKey();

        VaultRotation rotation = VaultRotation.begin(keyFile(), store);
        long sealed = new Resealing(store, clock, rotation).run();
        rotation.finish();

        assertThat(sealed).isEqualTo(KEYS - 1);
        assertThat(onlyKey()).isNotEqualTo(old);
        try (var files = Files.list(keyFile().getParent())) {
            assertThat(files).containsExactly(keyFile());
        }
        assertAllOpen();
        assertThat(ring().find(new AuthKeyId(3))).isNull();
        assertThat(ring().find(new AuthKeyId(4)))
                .satisfies(key ->
                        assertThat(key.expires()).isEqualTo(clock.instant().plus(Duration.ofHours(1))));
    }

    @Test
    void whatIsBrokenOffLeavesEverythingReadableAndGoesOn() throws IOException {
        VaultRotation killed = VaultRotation.begin(keyFile(), store);
        AuthKeyRing half = new AuthKeyRing(store, clock, new VaultSealing(killed.vault()));
        for (long id = 1; id <= KEYS / 2; id++) half.reseal(new AuthKeyId(id), killed::isOld);
        store.close();

        open();
        assertAllOpen(); // a server that starts in between
        ring().add(new AuthKeyId(KEYS + 1), value(KEYS + 1), DC, null);
        VaultRotation again = VaultRotation.begin(keyFile(), store);
        long sealed = new Resealing(store, clock, again).run();
        again.finish();

        assertThat(sealed).isEqualTo(KEYS - KEYS / 2);
        assertThat(keysInFile()).hasSize(1);
        assertAllOpen();
        assertThat(new Resealing(store, clock, again).run()).isZero();
    }

    @Test
    void theKeysOfAnotherStoreAreLeftAlone() throws IOException {
        Files.delete(keyFile());
        try (var other = new RocksStore(data.resolve("other"), Records.SCHEMA, RocksSettings.small())) {
            Vault.open(keyFile(), other);
        }
        String before = Files.readString(keyFile());

        assertThatThrownBy(() -> VaultRotation.begin(keyFile(), store)).isInstanceOf(VaultFault.class);

        assertThat(keyFile()).hasContent(before);
    }

    @Test
    void theCommandRotatesAStoppedServersKeysOnly() throws IOException {
        String old = onlyKey();
        var out = new StringWriter();
        var err = new StringWriter();
        List<String> line = List.of("keys", "rotate", "--data", data.toString());
        store.close();

        try (DataFolder _ = DataFolder.open(data)) {
            assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), line.toArray(String[]::new)))
                    .isEqualTo(1);
        }
        assertThat(err.toString()).contains("a server runs on").contains("stop it first");
        assertThat(onlyKey()).isEqualTo(old);

        assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), line.toArray(String[]::new)))
                .isZero();
        assertThat(out).hasToString("sealed " + (KEYS - 1) + " values again; the old key is gone\n");
        assertThat(onlyKey()).isNotEqualTo(old);
        open();
        assertAllOpen();
    }

    @Test
    void partitionsAreListedInPagesWithoutAGap() {
        List<Partition> first = store.partitions(Partition.Kind.AUTH_KEY, null, 500);
        List<Partition> second = store.partitions(Partition.Kind.AUTH_KEY, first.getLast(), 2_000);

        assertThat(first).extracting(Partition::number).containsExactlyElementsOf(numbers(1, 500));
        assertThat(second).extracting(Partition::number).containsExactlyElementsOf(numbers(501, KEYS));
        List<Partition> all = new ArrayList<>();
        store.pages(Partition.Kind.AUTH_KEY, all::addAll);
        assertThat(all).hasSize(KEYS).doesNotHaveDuplicates();
        store.pages(Partition.Kind.BOX, page -> assertThat(page).isEmpty());
    }

    private void assertAllOpen() {
        AuthKeyRing ring = ring();
        for (long id = 1; id <= KEYS; id++) {
            if (id == 3) continue;
            assertThat(ring.find(new AuthKeyId(id)))
                    .isNotNull()
                    .extracting(AuthKeyRing.StoredKey::value)
                    .isEqualTo(value(id));
        }
    }

    private void open() {
        store = new RocksStore(data.resolve("store"), Records.SCHEMA, RocksSettings.small());
    }

    private AuthKeyRing ring() {
        return new AuthKeyRing(store, clock, new VaultSealing(Vault.open(keyFile(), store)));
    }

    private String onlyKey() throws IOException {
        assertThat(keysInFile()).hasSize(1);
        return keysInFile().getFirst();
    }

    /// The material of each key in the file.
    private List<String> keysInFile() throws IOException {
        JsonNode keys =
                JsonMapper.shared().readTree(Files.readString(keyFile())).get("key");
        return keys.valueStream()
                .map(each -> each.get("keyData").get("value").asString())
                .toList();
    }

    private Path keyFile() {
        return data.resolve("keys/at-rest.json");
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static byte[] value(long id) {
        return ByteBuffer.allocate(256).putLong(id).array();
    }
}
