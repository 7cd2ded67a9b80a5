package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole server with a certificate from its settings.
class ServerTlsTest {
    @TempDir
    private Path folder;

    @Test
    void pagesComeInsideTlsAndBesideIt() throws IOException, InterruptedException {
        TestCertificate certificate = TestCertificate.make(folder, "Ed25519");
        certificate.writeTo(folder.resolve("chain.pem"), folder.resolve("key.pem"));

        try (Server server = Server.start(settings());
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(certificate.trusting())
                        .build()) {
            InetSocketAddress address = server.addresses().getFirst();

            assertThat(get(client, "https://localhost:" + address.getPort() + "/healthz"))
                    .isEqualTo("ok\n");
            assertThat(get(client, "http://localhost:" + address.getPort() + "/healthz"))
                    .isEqualTo("ok\n");
            assertThat(get(client, "https://localhost:" + address.getPort() + "/.well-known/chappe"))
                    .contains("\"webSocket\":\"wss://127.0.0.1:" + address.getPort() + "/apiws\"");
        }
    }

    @Test
    void aCertificateThatCannotBeUsedIsRefusedAtTheStart() throws IOException {
        TestCertificate.make(folder, "EC").writeTo(folder.resolve("chain.pem"), folder.resolve("unused.pem"));
        TestCertificate.make(Files.createDirectory(folder.resolve("other")), "EC")
                .writeTo(folder.resolve("unused.pem"), folder.resolve("key.pem"));

        assertThatThrownBy(() -> Server.start(settings()))
                .isInstanceOf(StartFault.class)
                .hasMessageContaining("tls.certificate")
                .hasMessageContaining("the key is not the certificate's");
    }

    private Settings settings() throws IOException {
        String yaml = """
                data: %1$s/data
                listen: {ports: [0]}
                tls: {certificate: %1$s/chain.pem, key: %1$s/key.pem}
                """.formatted(folder);
        return Settings.from(Entries.read(Files.writeString(folder.resolve("chappe.yaml"), yaml)));
    }

    private static String get(HttpClient client, String uri) throws IOException, InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create(uri)).build();
        return client.send(ask, HttpResponse.BodyHandlers.ofString()).body();
    }
}
