package chappe.server.delivery;

import chappe.domain.account.CodeProvider;
import chappe.domain.account.Mailer;
import chappe.domain.account.Phone;

/// Sends codes as e-mail to an address that is made of the phone number: the way into gateways that turn e-mail into
/// short messages, and for organisations whose mailboxes are named by extension. Immutable.
///
/// The client is told of an SMS: where its owner set a login e-mail, the account's own way goes there, not this one.
public final class MailCodes implements CodeProvider {
    private static final String PLACE = "{phone}";
    private static final String SUBJECT = "Login code";

    private final Mailer mailer;
    private final String addressTemplate;
    private final CodeText text;

    public MailCodes(Mailer mailer, String addressTemplate, CodeText text) {
        this.mailer = mailer;
        this.addressTemplate = addressTemplate;
        this.text = text;
    }

    /// The operator's mapping, `{phone}@gateway.example`, checked.
    ///
    /// @throws IllegalArgumentException with the reason where it makes no address
    public static String template(String template) {
        if (!template.contains(PLACE)) throw new IllegalArgumentException("must contain " + PLACE);
        SmtpMailer.address(template.replace(PLACE, "49301234567"));
        return template;
    }

    @Override
    public void deliver(Phone phone, String code) {
        mailer.send(addressTemplate.replace(PLACE, phone.text()), SUBJECT, text.with(code));
    }
}
