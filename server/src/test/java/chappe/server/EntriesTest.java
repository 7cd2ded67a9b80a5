package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.server.delivery.SecretText;
import chappe.server.delivery.SmtpMailer.Encryption;
import chappe.server.delivery.SmtpMailer.MailServer;
import chappe.testkit.Hex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void aMailServerIsReadWithItsPasswordFromWhereItStands() throws IOException {
        Path secret = Files.writeString(folder.resolve("mail-password"), "correct horse\nanother line\n");
        String mail = """
                mail:
                  host: mail.example.org
                  port: 465
                  encryption: tls
                  user: chappe
                  from: Chappe <no-reply@example.org>
                  password: "%s"
                """;

        MailServer inAFile = Settings.from(Entries.read(file(mail.formatted("file:" + secret))))
                .mail();
        MailServer inTheEnvironment =
                Settings.from(Entries.read(file(mail.formatted("env:PATH")))).mail();

        assertThat(inAFile.host()).isEqualTo("mail.example.org");
        assertThat(inAFile.port()).isEqualTo(465);
        assertThat(inAFile.encryption()).isEqualTo(Encryption.TLS);
        assertThat(inAFile.password()).isEqualTo(new SecretText("correct horse"));
        assertThat(inTheEnvironment.password()).isEqualTo(new SecretText(System.getenv("PATH")));
        assertThat(inAFile.toString()).contains("mail.example.org").doesNotContain("horse");
    }

    @Test
    void aHalfMailServerOrASecretThatIsNowhereIsRefused() {
        assertThatThrownBy(() -> Settings.from(Entries.read(file("mail: {host: mail.example.org}"))))
                .hasMessageContaining("line 1: mail.host needs mail.from");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("mail: {user: chappe}"))))
                .hasMessageContaining("mail.user needs mail.password");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("mail: {password: horse}"))))
                .hasMessageContaining("mail.password needs mail.user")
                .hasMessageNotContaining("horse");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("mail: {password: \"file:/no/such\"}"))))
                .hasMessageContaining("mail.password names a file that cannot be read");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("mail: {password: \"env:CHAPPE_NONE\"}"))))
                .hasMessageContaining("mail.password names a variable of the environment that is not set");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("mail: {encryption: ssl}"))))
                .hasMessageContaining("mail.encryption must be none, starttls or tls, not 'ssl'");
        assertThatThrownBy(() -> Settings.from(Entries.read(file("mail: {from: nobody}"))))
                .hasMessageContaining("mail.from must be an e-mail address");
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
