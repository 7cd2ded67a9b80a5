package chappe.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for `localhost` that signs itself, made by the JDK's keytool, and clients that trust only it.
public record TestCertificate(Certificate certificate, Key key) {
    private static final String ALIAS = "server";
    private static final String PASSWORD = "changeit";

    /// @param folder keeps one of each algorithm
    /// @param algorithm RSA, EC or Ed25519
    public static TestCertificate make(Path folder, String algorithm) {
        Path file = folder.resolve(algorithm + ".p12");
        try {
            run(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "7",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD);
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            return new TestCertificate(
                    Objects.requireNonNull(store.getCertificate(ALIAS)),
                    Objects.requireNonNull(store.getKey(ALIAS, PASSWORD.toCharArray())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    public void writeTo(Path chain, Path key) throws IOException {
        Files.writeString(chain, certificatePem());
        Files.writeString(key, keyPem());
    }

    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /// A client's end of TLS over a connected socket, its handshake done.
    public SSLSocket over(Socket socket) throws IOException {
        var tls = (SSLSocket) trusting().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        tls.startHandshake();
        return tls;
    }

    /// What a client needs that trusts this certificate and no other.
    public SSLContext trusting() throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate);
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream said = process.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new AssertionError(text);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new AssertionError(hurried);
        }
    }
}
