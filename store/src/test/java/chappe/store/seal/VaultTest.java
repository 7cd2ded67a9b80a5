package chappe.store.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.store.TestRecords;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultTest {
    private static final byte[] SECRET = "an auth key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OWNER = "its id".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls openStore before each test
    private RocksStore store;

    @BeforeEach
    void openStore() {
        store = new RocksStore(folder.resolve("store"), TestRecords.SCHEMA, RocksSettings.small());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void whatWasSealedOpensAfterARestart() {
        byte[] sealed = Vault.open(keyFile(), store).seal(SECRET, OWNER);

        store.close();
        openStore();

        assertThat(Vault.open(keyFile(), store).open(sealed, OWNER)).isEqualTo(SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("auth key");
    }

    @Test
    void sealedBytesOpenForTheirOwnerOnly() {
        Vault vault = Vault.open(keyFile(), store);
        byte[] sealed = vault.seal(SECRET, OWNER);
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> vault.open(sealed, SECRET)).isInstanceOf(VaultFault.class);
        assertThatThrownBy(() -> vault.open(changed, OWNER)).isInstanceOf(VaultFault.class);
    }

    @Test
    void theKeyFileIsForItsOwnerOnly() throws IOException {
        Vault.open(keyFile(), store);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aSealedStoreWithoutItsKeyFileRefuses() throws IOException {
        Vault.open(keyFile(), store);
        Files.delete(keyFile());

        assertThatThrownBy(() -> Vault.open(keyFile(), store))
                .isInstanceOf(VaultFault.class)
                .hasMessageContaining("is missing");
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void aSealedStoreWithAnotherKeyFileRefuses() throws IOException {
        Vault.open(keyFile(), store);
        Path other = folder.resolve("other");
        try (var another = new RocksStore(folder.resolve("another"), TestRecords.SCHEMA, RocksSettings.small())) {
            Vault.open(other, another);
        }
        Files.delete(keyFile());
        Files.copy(other, keyFile());

        assertThatThrownBy(() -> Vault.open(keyFile(), store))
                .isInstanceOf(VaultFault.class)
                .hasMessageContaining("is not the key");
    }

    @Test
    void aDamagedKeyFileRefusesWithoutShowingIt() throws IOException {
        Vault.open(keyFile(), store);
        String text = Files.readString(keyFile());
        Files.writeString(keyFile(), text.substring(0, text.length() / 2));

        assertThatThrownBy(() -> Vault.open(keyFile(), store))
                .isInstanceOf(VaultFault.class)
                .hasMessageNotContaining(text.substring(20, 60));
    }

    private Path keyFile() {
        return folder.resolve("keys").resolve("vault.json");
    }
}
