package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.domain.account.AppPolicy;
import chappe.domain.account.Invitations;
import chappe.testkit.Hex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntriesTest {
    @TempDir
    private Path folder;

    @Test
    void withoutAFileEverythingHasItsDefault() {
        Settings settings = Settings.from(Entries.read(null));

        assertThat(settings.data()).isEqualTo(Path.of("data"));
        assertThat(settings.listen()).isEqualTo(new Settings.Listen("127.0.0.1", List.of(8080), List.of()));
        assertThat(settings.metrics().port()).isZero();
    }

    @Test
    void aFlagWinsOverTheFile() throws IOException {
        Entries entries = Entries.read(file("""
                data: /srv/chappe
                listen:
                  ports: [443, 80]
                """));
        entries.override("listen.ports", "--port", "8443,8080");

        Settings settings = Settings.from(entries);

        assertThat(settings.data()).isEqualTo(Path.of("/srv/chappe"));
        assertThat(settings.listen().ports()).containsExactly(8443, 8080);
    }

    @Test
    void aWrongValueIsRefusedWithItsLineAndTheReason() {
        assertThatThrownBy(() -> Settings.from(Entries.read(file("""
                        log: info
                        listen:
                          ports: [8080, eighty]
                        """))))
                .hasMessage(folder.resolve("chappe.yaml")
                        + " line 3: listen.ports must be a whole number, not '8080,eighty'");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("log: loud"))))
                .hasMessageContaining("line 1: log must be error, warn, info, debug or trace, not 'loud'");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("metrics: {port: 70000}"))))
                .hasMessageContaining("metrics.port must be from 0 to 65535");
    }

    @Test
    void secretsAreReadAndAWrongOneIsNotRepeated() throws IOException {
        Settings settings = Settings.from(Entries.read(file("""
                listen:
                  secrets: [00112233445566778899aabbccddeeff, "ffeeddccbbaa99887766554433221100"]
                """)));

        assertThat(settings.listen().secrets())
                .containsExactly(
                        Hex.hex("00112233445566778899aabbccddeeff"), Hex.hex("ffeeddccbbaa99887766554433221100"));
        assertThatThrownBy(() -> Settings.from(Entries.read(file("listen: {secrets: [abc123]}"))))
                .hasMessageContaining("line 1: listen.secrets must be 32 hexadecimal digits each")
                .hasMessageNotContaining("abc123");
    }

    @Test
    void whatLiesBetweenClientsAndPortsIsRead() throws IOException {
        Network network = Settings.from(Entries.read(file("""
                        tls: {certificate: chain.pem, key: key.pem}
                        proxies: {trusted: [10.0.0.0/8, "fd00::1"]}
                        listen: {connections-per-address: 7}
                        """))).network();

        assertThat(network.certificate()).isEqualTo(new Network.Certificate(Path.of("chain.pem"), Path.of("key.pem")));
        assertThat(network.proxies().ranges()).hasSize(2);
        assertThat(network.connectionsPerAddress()).isEqualTo(7);
        assertThatThrownBy(() -> Settings.from(Entries.read(file("tls: {key: key.pem}"))))
                .hasMessageContaining("line 1: tls.key needs the other one beside it");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("proxies: {trusted: [proxy.example]}"))))
                .hasMessageContaining("line 1: proxies.trusted must be IP addresses or ranges");
    }

    @Test
    void whoMayComeIsRead() throws IOException {
        Admission admission = Settings.from(Entries.read(file("""
                        registration: {mode: invitation}
                        apps:
                          allowed: [2040, "4:0123456789abcdef0123456789abcdef"]
                          refused: [6]
                        """))).admission();

        assertThat(admission.registration()).isEqualTo(Invitations.Mode.INVITATION);
        assertThat(admission.apps())
                .isEqualTo(new AppPolicy(Map.of(2040, "", 4, "0123456789abcdef0123456789abcdef"), Set.of(6)));
        assertThatThrownBy(() -> Settings.from(Entries.read(file("registration: {mode: members}"))))
                .hasMessageContaining("registration.mode must be open, invitation or closed, not 'members'");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("apps: {allowed: [\"4:secret\"]}"))))
                .hasMessageContaining("apps.allowed must be an api_id each, or api_id:api_hash")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aWrongFlagIsRefusedByItsName() {
        Entries entries = Entries.read(null);
        entries.override("listen.ports", "--port", "0,8080");

        assertThatThrownBy(() -> Settings.from(entries)).hasMessageStartingWith("--port: listen.ports may be 0");
    }

    @Test
    void anUnknownSettingIsRefusedWithItsLine() {
        assertThatThrownBy(() -> Settings.from(Entries.read(file("log: info\nlisten:\n  pots: [1]\n"))))
                .hasMessageContaining("line 3: there is no setting 'listen.pots'");
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> Entries.read(file("log: info\n\tlisten: x\n"))).hasMessageContaining("line 2");
        assertThatThrownBy(() -> Entries.read(file("- a\n- b\n")))
                .hasMessageContaining("must be a list of 'name: value'");
        assertThatThrownBy(() -> Entries.read(file("log: info\nlog: warn\n"))).hasMessageContaining("line 2");
    }

    @Test
    void aMissingFileIsSaidPlainly() {
        assertThatThrownBy(() -> Entries.read(folder.resolve("none.yaml")))
                .hasMessageStartingWith("cannot read the settings file");
    }

    @Test
    void theDocsListEveryEntryWithItsDefault() throws IOException {
        Entries entries = Entries.read(null);
        Settings.from(entries);

        String docs = Files.readString(SourceTree.root().resolve("docs/settings.md"));

        entries.known()
                .forEach((name, byDefault) -> assertThat(docs)
                        .contains("| `" + name + "` | " + (byDefault.isEmpty() ? "-" : "`" + byDefault + "`") + " |"));
        assertThat(docs.lines().filter(line -> line.startsWith("| `")))
                .hasSize(entries.known().size());
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("chappe.yaml"), yaml);
    }
}
