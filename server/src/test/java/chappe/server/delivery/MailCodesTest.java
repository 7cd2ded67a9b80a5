package chappe.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.domain.account.Phone;
import chappe.server.delivery.SmtpMailer.Encryption;
import chappe.server.delivery.SmtpMailer.MailServer;
import chappe.testkit.FakeClock;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

final class MailCodesTest {
    private static final FakeClock CLOCK = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));

    @Test
    void aCodeGoesToTheMailboxOfThePhone() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        mail.start();
        var server = new MailServer(
                "localhost", mail.getSmtp().getPort(), Encryption.NONE, "", SecretText.NONE, "chappe@example.org");
        var mailer = new SmtpMailer(server, (SSLSocketFactory) SSLSocketFactory.getDefault(), CLOCK);
        var codes = new MailCodes(mailer, MailCodes.template("{phone}@sms.example"), new CodeText("Code {code}"));

        codes.deliver(new Phone(4930901820L), "01234");

        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(mail.getReceivedMessages()[0].getAllRecipients()[0]).hasToString("4930901820@sms.example");
        assertThat(mail.getReceivedMessages()[0].getContent().toString()).contains("Code 01234");
        mail.stop();
        assertThatThrownBy(() -> codes.deliver(new Phone(4930901820L), "01234"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageNotContaining("01234");
    }

    @Test
    void aTemplateMustMakeAnAddress() {
        assertThatThrownBy(() -> MailCodes.template("codes@example.org")).hasMessageContaining("{phone}");
        assertThatThrownBy(() -> MailCodes.template("{phone}")).hasMessageContaining("e-mail address");
    }
}
