package chappe.domain.account;

/// Sends e-mail. Thread-safe; blocks until the operator's mail server has taken the letter or refused it.
public interface Mailer {

    /// Whether the operator has set a mail server. Where not, what needs e-mail is not offered.
    boolean isAvailable();

    /// Sends plain text to one address. Neither is ever logged.
    ///
    /// @throws java.io.UncheckedIOException when the mail server could not be reached, is not set, or did not
    ///     take the letter; also for an address that is none
    void send(String address, String subject, String text);
}
