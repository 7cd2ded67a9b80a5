package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.api.help.ServerProfile.Address;
import chappe.mtproto.crypto.RsaKeyPem;
import chappe.mtproto.transport.WebRequest;
import chappe.mtproto.transport.WebResponse;
import chappe.wire.Layers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What clients are told of the server, apart from what it binds.
class AdvertisedTest {
    @TempDir
    private Path folder;

    @Test
    void withoutSettingsTheBoundAddressIsTold() throws IOException {
        Advertised advertised = Advertised.of(settings("listen: {ports: [18080, 18081]}"));

        assertThat(advertised.profile().addresses()).containsExactly(new Address("127.0.0.1", 18_080));
        assertThat(advertised.profile().publicUrl()).isEqualTo("http://127.0.0.1:18080/");
    }

    @Test
    void everyAddressIsToldWithEveryPort() throws IOException {
        Advertised advertised = Advertised.of(settings("""
                advertise:
                  host: [203.0.113.7, "2001:db8::7"]
                  port: [443, 5222]
                """));

        assertThat(advertised.profile().addresses())
                .containsExactly(
                        new Address("203.0.113.7", 443),
                        new Address("203.0.113.7", 5222),
                        new Address("2001:db8::7", 443),
                        new Address("2001:db8::7", 5222));
        assertThat(advertised.profile().publicUrl()).isEqualTo("http://203.0.113.7:443/");
    }

    @Test
    void withACertificateLinksLeadToHttps() throws IOException {
        Advertised advertised = Advertised.of(settings("""
                advertise: {host: "2001:db8::7", port: 443}
                tls: {certificate: a.pem, key: b.pem}
                """));

        assertThat(advertised.profile().publicUrl()).isEqualTo("https://[2001:db8:0:0:0:0:0:7]:443/");
    }

    @Test
    void namesAreRefusedSinceClientsDoNotResolveThem() {
        assertThatThrownBy(() -> settings("advertise: {host: chat.example}"))
                .hasMessageContaining("line 1: advertise.host must be an IP address");
    }

    @Test
    void anyWebClientMayReadWhatTheServerSaysOfItself() throws IOException, NoSuchAlgorithmException {
        Settings settings = settings("""
                advertise: {name: "Example School", url: "https://chat.example/", host: 203.0.113.7, port: 443}
                registration: {mode: invitation}
                """);
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = (RSAPublicKey) generator.generateKeyPair().getPublic();

        WebResponse response = new WellKnownPage(
                        settings, Advertised.of(settings).profile(), key)
                .answer(new WebRequest("GET", "/.well-known/chappe", "", Map.of(), new byte[0], "192.0.2.1"));

        assertThat(response.contentType()).isEqualTo("application/json");
        assertThat(response.headers()).containsEntry("access-control-allow-origin", "*");
        JsonNode said = JsonMapper.shared().readTree(new String(response.body(), StandardCharsets.UTF_8));
        assertThat(said.get("name").asString()).isEqualTo("Example School");
        assertThat(said.get("url").asString()).isEqualTo("https://chat.example/");
        assertThat(said.get("webSocket").asString()).isEqualTo("wss://chat.example/apiws");
        assertThat(said.get("addresses").get(0).get("ip").asString()).isEqualTo("203.0.113.7");
        assertThat(said.get("addresses").get(0).get("port").asInt()).isEqualTo(443);
        assertThat(RsaKeyPem.parsePublic(said.get("publicKey").asString())).isEqualTo(key);
        assertThat(said.get("fingerprint").asString()).matches("[0-9a-f]{16}");
        assertThat(said.get("layer").asInt()).isEqualTo(Layers.NEWEST);
        assertThat(said.get("registration").asString()).isEqualTo("invitation");
    }

    private Settings settings(String yaml) throws IOException {
        return Settings.from(Entries.read(Files.writeString(folder.resolve("chappe.yaml"), yaml)));
    }
}
