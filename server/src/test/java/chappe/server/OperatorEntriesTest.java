package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.domain.account.AppPolicy;
import chappe.domain.account.Invitations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The entries that say who may come, and by which way.
class OperatorEntriesTest {
    @TempDir
    private Path folder;

    @Test
    void whatLiesBetweenClientsAndPortsIsRead() throws IOException {
        Network network = read("""
                tls: {certificate: chain.pem, key: key.pem}
                proxies: {trusted: [10.0.0.0/8, "fd00::1"]}
                listen: {connections-per-address: 7}
                """).network();

        assertThat(network.certificate()).isEqualTo(new Network.Certificate(Path.of("chain.pem"), Path.of("key.pem")));
        assertThat(network.proxies().ranges()).hasSize(2);
        assertThat(network.connectionsPerAddress()).isEqualTo(7);
        assertThatThrownBy(() -> read("tls: {key: key.pem}"))
                .hasMessageContaining("line 1: tls.key needs the other one beside it");
        assertThatThrownBy(() -> read("proxies: {trusted: [proxy.example]}"))
                .hasMessageContaining("line 1: proxies.trusted must be IP addresses or ranges");
    }

    @Test
    void whoMayComeIsRead() throws IOException {
        Admission admission = read("""
                registration: {mode: invitation}
                apps:
                  allowed: [2040, "4:0123456789abcdef0123456789abcdef"]
                  refused: [6]
                """).admission();

        assertThat(admission.registration()).isEqualTo(Invitations.Mode.INVITATION);
        assertThat(admission.apps())
                .isEqualTo(new AppPolicy(Map.of(2040, "", 4, "0123456789abcdef0123456789abcdef"), Set.of(6)));
        assertThatThrownBy(() -> read("registration: {mode: members}"))
                .hasMessageContaining("registration.mode must be open, invitation or closed, not 'members'");
        assertThatThrownBy(() -> read("apps: {allowed: [\"4:secret\"]}"))
                .hasMessageContaining("apps.allowed must be an api_id each, or api_id:api_hash")
                .hasMessageNotContaining("secret");
    }

    private Settings read(String yaml) throws IOException {
        return Settings.from(Entries.read(Files.writeString(folder.resolve("chappe.yaml"), yaml)));
    }
}
