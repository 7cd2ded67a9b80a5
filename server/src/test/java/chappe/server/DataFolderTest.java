package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.mtproto.crypto.RsaKeyPem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path temp;

    @Test
    void oneProcessHoldsItAtATime() throws IOException {
        Path data = temp.resolve("data");
        try (DataFolder first = DataFolder.open(data)) {
            assertThat(DataFolder.isInUse(data)).isTrue();
            assertThatThrownBy(() -> DataFolder.open(data))
                    .hasMessageContaining("is in use by another process (number "
                            + ProcessHandle.current().pid() + ")");
            assertThat(first.root()).isEqualTo(data);
        }

        assertThat(DataFolder.isInUse(data)).isFalse();
        DataFolder.open(data).close();
    }

    @Test
    void whatIsNoFolderIsSaidPlainly() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(StartFault.class)
                .hasMessageStartingWith("cannot use the data folder");
    }

    @Test
    void theKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws IOException {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            KeyPair made = ServerKeys.open(folder, new SecureRandom());
            KeyPair read = ServerKeys.open(folder, new SecureRandom());

            assertThat(read.getPrivate()).isEqualTo(made.getPrivate());
            assertThat(RsaKeyPem.parsePublic(Files.readString(folder.publicKey())))
                    .isEqualTo(made.getPublic());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.privateKey())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.keys())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aKeyThatClientsKnowIsNotReplaced() throws IOException {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            Files.createFile(folder.store().resolve("CURRENT"));

            assertThatThrownBy(() -> ServerKeys.open(folder, new SecureRandom()))
                    .hasMessageContaining("server-rsa.pem is missing");
            assertThat(folder.privateKey()).doesNotExist();
        }
    }

    @Test
    void aBrokenKeyIsSaidPlainlyAndKept() throws IOException {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            Files.writeString(folder.privateKey(), "nothing of the kind");

            assertThatThrownBy(() -> ServerKeys.open(folder, new SecureRandom()))
                    .isInstanceOf(StartFault.class)
                    .hasMessageEndingWith("holds no RSA private key of 2048 bits in PKCS#1 PEM form");
            assertThat(folder.privateKey()).content().isEqualTo("nothing of the kind");
        }
    }
}
