package chappe.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.server.delivery.SmtpMailer.Encryption;
import chappe.server.delivery.SmtpMailer.MailServer;
import chappe.testkit.FakeClock;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmtpMailerTest {
    private static final String ADA = "ada@example.org";
    private static final FakeClock CLOCK = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));

    private static TestCertificates certificates;

    private GreenMail mail;

    @BeforeAll
    static void certify(@TempDir Path folder) throws Exception {
        certificates = new TestCertificates(folder);
    }

    @BeforeEach
    void open() throws Exception {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        mail.start();
    }

    @AfterEach
    void close() {
        mail.stop();
    }

    @Test
    void aLetterArrivesAsItWasWritten() throws Exception {
        mailer(plain()).send(ADA, "Your code ☎", "Grüße\n12345");

        MimeMessage[] letters = mail.getReceivedMessages();
        assertThat(letters).hasSize(1);
        assertThat(letters[0].getSubject()).isEqualTo("Your code ☎");
        assertThat(letters[0].getContent().toString()).isEqualToNormalizingNewlines("Grüße\n12345");
        assertThat(letters[0].getFrom()[0]).hasToString("Chappe <no-reply@example.org>");
        assertThat(letters[0].getAllRecipients()[0]).hasToString(ADA);
        assertThat(letters[0].getMessageID()).endsWith("@example.org>");
        assertThat(letters[0].getSentDate()).isEqualTo(CLOCK.instant());
    }

    @Test
    void aSubjectCannotSmuggleHeaders() throws Exception {
        mailer(plain()).send(ADA, "Code\r\nBcc: eve@example.org", "12345");

        assertThat(mail.getReceivedMessages()[0].getAllRecipients()).hasSize(1);
        assertThat(mail.getReceivedMessages()[0].getHeader("Bcc")).isNull();
    }

    @Test
    void thePasswordIsGivenAndAWrongOneIsAFailure() {
        mail.setUser("chappe", "chappe", "right");
        mail.getManagers().getUserManager().setAuthRequired(true);

        mailer(withPassword("right")).send(ADA, "Code", "12345");

        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThatThrownBy(() -> mailer(withPassword("wrong")).send(ADA, "Code", "12345"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageNotContaining("wrong")
                .hasMessageNotContaining("ada");
        assertThat(withPassword("right").toString()).doesNotContain("right");
    }

    @Test
    void aLetterTravelsEncryptedFromTheFirstByte() throws Exception {
        try (TlsDoor door = new TlsDoor(mail.getSmtp().getPort(), certificates.context())) {
            mailer(at(door.port(), Encryption.TLS), certificates.context()).send(ADA, "Code", "12345");
        }

        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aLetterTravelsEncryptedAfterStartTls() throws Exception {
        try (TlsDoor door = TlsDoor.afterStartTls(mail.getSmtp().getPort(), certificates.context())) {
            mailer(at(door.port(), Encryption.STARTTLS), certificates.context()).send(ADA, "Code", "12345");
        }

        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void nothingIsSaidInTheClearToAServerWithoutEncryption() {
        assertFails(mailer(at(mail.getSmtp().getPort(), Encryption.STARTTLS)));
    }

    @Test
    void aCertificateThatNobodyTrustsEndsTheSending() throws Exception {
        try (TlsDoor door = new TlsDoor(mail.getSmtp().getPort(), certificates.context())) {
            assertFails(mailer(at(door.port(), Encryption.TLS)));
        }
        try (TlsDoor door = TlsDoor.afterStartTls(mail.getSmtp().getPort(), certificates.context())) {
            assertFails(mailer(at(door.port(), Encryption.STARTTLS)));
        }
    }

    @Test
    void aCertificateForAnotherNameEndsTheSending() throws Exception {
        try (TlsDoor door = new TlsDoor(mail.getSmtp().getPort(), certificates.context())) {
            var byNumber = new MailServer("127.0.0.1", door.port(), Encryption.TLS, "", SecretText.NONE, "a@b.example");

            assertFails(mailer(byNumber, certificates.context()));
        }
    }

    @Test
    void aServerThatIsNotThereIsAFailure() throws Exception {
        int freed;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freed = taken.getLocalPort();
        }

        assertFails(mailer(at(freed, Encryption.NONE)));
    }

    @Test
    void anAddressThatIsNoneIsAFailure() {
        SmtpMailer mailer = mailer(plain());

        assertThatThrownBy(() -> mailer.send("ada", "Code", "12345")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> mailer.send("ada@example.org, eve@example.org", "Code", "12345"))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> mailer.send("ada@example.org\r\nRCPT TO:<eve@example.org>", "Code", "12345"))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void withoutAMailServerNothingIsOffered() {
        SmtpMailer none = mailer(MailServer.NONE);

        assertThat(none.isAvailable()).isFalse();
        assertThat(mailer(plain()).isAvailable()).isTrue();
        assertThatThrownBy(() -> none.send(ADA, "Code", "12345")).isInstanceOf(UncheckedIOException.class);
    }

    private void assertFails(SmtpMailer mailer) {
        assertThatThrownBy(() -> mailer.send(ADA, "Code", "12345"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("mail was not taken");
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    private MailServer plain() {
        return at(mail.getSmtp().getPort(), Encryption.NONE);
    }

    private static MailServer at(int port, Encryption encryption) {
        return new MailServer("localhost", port, encryption, "", SecretText.NONE, "Chappe <no-reply@example.org>");
    }

    private MailServer withPassword(String password) {
        int port = mail.getSmtp().getPort();
        return new MailServer(
                "localhost", port, Encryption.NONE, "chappe", new SecretText(password), "no-reply@example.org");
    }

    private static SmtpMailer mailer(MailServer server) {
        return new SmtpMailer(server, (SSLSocketFactory) SSLSocketFactory.getDefault(), CLOCK);
    }

    private static SmtpMailer mailer(MailServer server, SSLContext tls) {
        return new SmtpMailer(server, tls.getSocketFactory(), CLOCK);
    }
}
