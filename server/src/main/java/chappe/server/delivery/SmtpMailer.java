package chappe.server.delivery;

import chappe.domain.account.Mailer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/// Hands e-mail to the operator's mail server by SMTP, over a connection of its own for each letter. Immutable.
///
/// With `starttls` and `tls` the server's certificate must be good for its name, and nothing is said in the clear
/// where the server does not offer encryption.
public final class SmtpMailer implements Mailer {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final MailServer server;
    private final Session session;
    private final Clock clock;

    /// How the way to the mail server is encrypted: not at all, after STARTTLS, or from the first byte.
    public enum Encryption {
        NONE,
        STARTTLS,
        TLS;

        /// @throws IllegalArgumentException with the reason where the text names none
        public static Encryption of(String text) {
            for (Encryption each : values()) if (each.toString().equals(text)) return each;
            throw new IllegalArgumentException("must be none, starttls or tls");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The operator's mail server.
    ///
    /// @param host empty where none is set
    /// @param user empty where it asks for no password
    /// @param from the sender, perhaps with a name: `Chappe <no-reply@example.org>`
    public record MailServer(
            String host, int port, Encryption encryption, String user, SecretText password, String from) {
        public static final MailServer NONE = new MailServer("", 587, Encryption.STARTTLS, "", SecretText.NONE, "");
    }

    /// @param sockets makes encrypted connections, and says whose certificates are trusted
    public SmtpMailer(MailServer server, SSLSocketFactory sockets, Clock clock) {
        this.server = server;
        this.session = Session.getInstance(properties(server, sockets));
        this.clock = clock;
    }

    /// The text of a sender or a recipient, checked.
    ///
    /// @throws IllegalArgumentException with the reason where it is none
    public static String address(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            address.validate();
            return text;
        } catch (AddressException none) {
            throw new IllegalArgumentException("must be an e-mail address", none);
        }
    }

    @Override
    public boolean isAvailable() {
        return !server.host().isEmpty();
    }

    @Override
    public void send(String address, String subject, String text) {
        if (!isAvailable()) throw new UncheckedIOException(new IOException("no mail server is set"));
        try (Transport transport = session.getTransport()) {
            MimeMessage message = message(address, subject, text);
            if (server.user().isEmpty()) transport.connect();
            else transport.connect(server.user(), server.password().reveal());
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException failed) {
            throw new UncheckedIOException(new IOException(reason(failed)));
        }
    }

    private MimeMessage message(String address, String subject, String text) throws MessagingException {
        InternetAddress to = new InternetAddress(address, true);
        to.validate();
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(server.from(), true));
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(subject.replaceAll("\\p{Cntrl}", " "), StandardCharsets.UTF_8.name());
        message.setText(text, StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answering machine answers
        message.setSentDate(Date.from(clock.instant()));
        return message;
    }

    /// The kind of the failure alone: servers repeat addresses and text in theirs.
    private static String reason(MessagingException failed) {
        Exception cause = failed.getNextException();
        return "mail was not taken: " + failed.getClass().getSimpleName()
                + (cause == null ? "" : " for " + cause.getClass().getSimpleName());
    }

    /// Writing needs no time-out, which would cost a thread each: a letter of ours fits into any socket's buffer.
    /// The sender's domain stands for this machine's name, which nobody outside can look up, nor quickly we.
    private static Properties properties(MailServer server, SSLSocketFactory sockets) {
        String protocol = server.encryption() == Encryption.TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put(prefix + "host", server.host());
        properties.put(prefix + "port", String.valueOf(server.port()));
        properties.put(prefix + "auth", String.valueOf(!server.user().isEmpty()));
        properties.put(prefix + "connectiontimeout", String.valueOf(CONNECT_MAX.toMillis()));
        properties.put(prefix + "timeout", String.valueOf(ANSWER_MAX.toMillis()));
        properties.put(prefix + "starttls.enable", String.valueOf(server.encryption() == Encryption.STARTTLS));
        properties.put(prefix + "starttls.required", String.valueOf(server.encryption() == Encryption.STARTTLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "ssl.socketFactory", sockets);
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "quitwait", "false");
        String domain = server.from().replaceAll("(?s).*@([^>]*).*", "$1");
        properties.put(prefix + "localhost", domain);
        properties.put("mail.from", "mailer@" + domain); // what ids of messages end in
        return properties;
    }
}
