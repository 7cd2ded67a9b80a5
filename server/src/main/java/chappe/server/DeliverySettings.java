package chappe.server;

import chappe.server.delivery.SecretText;
import chappe.server.delivery.SmtpMailer;
import chappe.server.delivery.SmtpMailer.Encryption;
import chappe.server.delivery.SmtpMailer.MailServer;

/// Reads what operators set of the ways by which codes and e-mail go out.
final class DeliverySettings {

    private DeliverySettings() {}

    static MailServer mail(Entries entries) {
        MailServer none = MailServer.NONE;
        MailServer server = new MailServer(
                entries.text("mail.host", none.host()),
                entries.number("mail.port", none.port(), 1, 65_535),
                entries.one("mail.encryption", none.encryption(), Encryption::of),
                entries.text("mail.user", none.user()),
                entries.secret("mail.password"),
                entries.one("mail.from", none.from(), SmtpMailer::address));
        if (!server.host().isEmpty() && server.from().isEmpty())
            throw entries.wrong("mail.host", "needs mail.from, the address that e-mail comes from");
        requireBoth(entries, "mail.user", server.user(), "mail.password", server.password());
        return server;
    }

    private static void requireBoth(
            Entries entries, String userName, String user, String passwordName, SecretText password) {
        if (!user.isEmpty() && password.isEmpty()) throw entries.wrong(userName, "needs " + passwordName);
        if (user.isEmpty() && !password.isEmpty()) throw entries.wrong(passwordName, "needs " + userName);
    }
}
