package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
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
            RSAPrivateCrtKey made = ServerKeys.open(folder, new SecureRandom());
            RSAPrivateCrtKey read = ServerKeys.open(folder, new SecureRandom());

            assertThat(read.getModulus()).isEqualTo(made.getModulus()).satisfies(n -> assertThat(n.bitLength())
                    .isEqualTo(2048));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.privateKey())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.keys())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void thePublicHalfIsPkcs1() throws Exception {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            RSAPrivateCrtKey key = ServerKeys.open(folder, new SecureRandom());

            String pem = Files.readString(folder.publicKey(), StandardCharsets.US_ASCII);

            assertThat(pem).startsWith("-----BEGIN RSA PUBLIC KEY-----\n").endsWith("\n-----END RSA PUBLIC KEY-----\n");
            byte[] pkcs1 = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            assertThat(publicKey(pkcs1).getModulus()).isEqualTo(key.getModulus());
            assertThat(publicKey(pkcs1).getPublicExponent()).isEqualTo(key.getPublicExponent());
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
                    .hasMessageEndingWith("holds no RSA private key in PKCS#8 PEM form");
            assertThat(folder.privateKey()).content().isEqualTo("nothing of the kind");
        }
    }

    /// Puts the head of a SubjectPublicKeyInfo for 2048-bit RSA back before the PKCS#1 bytes (RFC 8017 A.1.1).
    private static RSAPublicKey publicKey(byte[] pkcs1) throws Exception {
        byte[] head = HexFormat.of().parseHex("30820122" + "300d06092a864886f70d0101010500" + "0382010f00");
        byte[] info = new byte[head.length + pkcs1.length];
        System.arraycopy(head, 0, info, 0, head.length);
        System.arraycopy(pkcs1, 0, info, head.length, pkcs1.length);
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info));
    }
}
