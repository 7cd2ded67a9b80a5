package chappe.server;

import chappe.server.delivery.CodeText;
import chappe.server.delivery.MailCodes;
import chappe.server.delivery.SmppCodes.Centre;
import chappe.server.delivery.SmtpMailer;
import chappe.server.delivery.SmtpMailer.Encryption;
import chappe.server.delivery.SmtpMailer.MailServer;
import chappe.server.delivery.WebhookCodes.Hook;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// What operators set of the ways by which login codes go out.
///
/// @param providers at least one; several share the codes and stand in for each other
/// @param text what a code is told by
/// @param mailTo the address that a phone's codes are mailed to: `{phone}@gateway.example`
/// @param smppTls whether the way to the SMS centre is encrypted
record DeliverySettings(
        List<Kind> providers, CodeText text, String mailTo, Centre smpp, boolean smppTls, Hook webhook) {

    /// Lengths of the fields in SMPP 3.4, section 4.1.1, without the zero at their end.
    private static final int SYSTEM_ID_MAX = 15;

    private static final int SMPP_PASSWORD_MAX = 8;

    /// The providers that there are.
    enum Kind {
        /// A file in the data folder that the operator reads.
        LOG,
        MAIL,
        SMPP,
        WEBHOOK;

        static Kind of(String text) {
            for (Kind each : values()) if (each.toString().equals(text)) return each;
            throw new IllegalArgumentException("must be log, mail, smpp or webhook each");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static DeliverySettings codes(Entries entries, MailServer mail) {
        DeliverySettings settings = new DeliverySettings(
                entries.many("login-codes.providers", List.of(Kind.LOG), Kind::of),
                entries.one(
                        "login-codes.text",
                        new CodeText("{code} is your login code. Do not give it to anyone."),
                        CodeText::new),
                entries.one("login-codes.mail-to", "", MailCodes::template),
                new Centre(
                        entries.text("smpp.host", ""),
                        entries.number("smpp.port", 2775, 1, 65_535),
                        entries.text("smpp.system-id", ""),
                        entries.secret("smpp.password"),
                        entries.one("smpp.sender", "Chappe", DeliverySettings::sender),
                        entries.number("smpp.window", 10, 1, 1_000)),
                entries.yes("smpp.tls", false),
                new Hook(
                        entries.one("webhook.url", URI.create(""), DeliverySettings::web),
                        entries.secret("webhook.key")));
        settings.requireWhole(entries, mail);
        return settings;
    }

    static MailServer mail(Entries entries) {
        MailServer none = MailServer.NONE;
        MailServer server = new MailServer(
                entries.text("mail.host", none.host()),
                entries.number("mail.port", none.port(), 1, 65_535),
                entries.one("mail.encryption", none.encryption(), Encryption::of),
                entries.text("mail.user", none.user()),
                entries.secret("mail.password"),
                entries.one("mail.from", none.from(), SmtpMailer::address));
        if (!server.host().isEmpty())
            require(entries, "mail.host", !server.from().isEmpty(), "mail.from");
        if (!server.user().isEmpty())
            require(entries, "mail.user", !server.password().isEmpty(), "mail.password");
        if (!server.password().isEmpty())
            require(entries, "mail.password", !server.user().isEmpty(), "mail.user");
        return server;
    }

    private void requireWhole(Entries entries, MailServer mail) {
        String name = "login-codes.providers";
        if (providers.isEmpty() || new HashSet<>(providers).size() < providers.size())
            throw entries.wrong(name, "must be at least one, each once");
        if (providers.contains(Kind.MAIL)) {
            require(entries, name, !mail.host().isEmpty(), "mail.host for mail");
            require(entries, name, !mailTo.isEmpty(), "login-codes.mail-to for mail");
        }
        if (providers.contains(Kind.SMPP)) {
            require(entries, name, !smpp.host().isEmpty(), "smpp.host for smpp");
            require(entries, name, !smpp.systemId().isEmpty(), "smpp.system-id for smpp");
            requireLength(entries, "smpp.system-id", smpp.systemId().length(), SYSTEM_ID_MAX);
            requireLength(entries, "smpp.password", smpp.password().length(), SMPP_PASSWORD_MAX);
        }
        if (providers.contains(Kind.WEBHOOK)) {
            require(entries, name, !webhook.url().toString().isEmpty(), "webhook.url for webhook");
            require(entries, name, !webhook.key().isEmpty(), "webhook.key for webhook");
        }
    }

    private static void require(Entries entries, String name, boolean isThere, String other) {
        if (!isThere) throw entries.wrong(name, "needs " + other);
    }

    private static void requireLength(Entries entries, String name, int length, int max) {
        if (length > max) throw entries.wrong(name, "must have at most " + max + " characters");
    }

    private static String sender(String value) {
        if (!value.matches("\\d{1,15}|(?=.*[A-Za-z])[A-Za-z0-9 .&-]{1,11}"))
            throw new IllegalArgumentException(
                    "must be a number without its plus sign, or up to 11 letters and digits");
        return value;
    }

    private static URI web(String value) {
        if (!value.matches("https?://[^\\s@]+")) throw new IllegalArgumentException("must be an address of the web");
        try {
            return URI.create(value);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("must be an address of the web", none);
        }
    }
}
