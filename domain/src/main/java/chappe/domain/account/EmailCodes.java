package chappe.domain.account;

import chappe.core.LoginLimits;
import chappe.core.UserId;
import chappe.store.record.EmailCode;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Codes that prove an e-mail address, sent by the operator's [Mailer]. The store keeps an HMAC of each.
///
/// A code is bound to one user and one purpose.
public final class EmailCodes {
    private static final int BOUND =
            BigInteger.TEN.pow(LoginLimits.EMAIL_CODE_LENGTH).intValueExact();

    private static final Logger LOG = LoggerFactory.getLogger(EmailCodes.class);
    private static final String RESET_TEXT = """
            Somebody who has your telephone, or knows its number, wants login codes to go to the telephone instead of this \
            address. In a week they will.

            If that was not you, log in with a code from this mailbox: then nothing changes.
            """;

    private final Clock clock;
    private final SecureRandom random;
    private final ServerSecret secret;
    private final Mailer mailer;

    public EmailCodes(Clock clock, SecureRandom random, ServerSecret secret, Mailer mailer) {
        this.clock = clock;
        this.random = random;
        this.secret = secret;
        this.mailer = mailer;
    }

    boolean isAvailable() {
        return mailer.isAvailable();
    }

    String draw() {
        return String.format("%0" + LoginLimits.EMAIL_CODE_LENGTH + "d", random.nextInt(BOUND));
    }

    /// The row of a code that is about to be sent.
    EmailCode row(Purpose purpose, UserId user, String code) {
        int sent = now();
        int expires = sent + (int) LoginLimits.EMAIL_CODE_KEPT.toSeconds();
        return new EmailCode(mac(purpose, user, code), LoginLimits.EMAIL_CODE_TRIES_MAX, sent, expires);
    }

    /// @return false where the mail server does not take it
    boolean trySend(Purpose purpose, EmailAddress address, String code) {
        try {
            mailer.send(address.text(), purpose.subject, purpose.text.formatted(code));
            return true;
        } catch (UncheckedIOException failed) {
            return false;
        }
    }

    /// Tells a mailbox that codes are about to go elsewhere. Where the mail server fails, it must not
    /// keep its owner from that.
    void tellOfReset(EmailAddress address) {
        try {
            mailer.send(address.text(), "Your login e-mail is about to be removed", RESET_TEXT);
        } catch (UncheckedIOException failed) {
            LOG.warn("nobody could be told that a login e-mail is about to be removed", failed);
        }
    }

    boolean isLiving(@Nullable EmailCode row) {
        return row != null && row.expires() > now();
    }

    /// Compared in constant time.
    boolean isRight(Purpose purpose, UserId user, EmailCode row, String code) {
        return MessageDigest.isEqual(row.mac(), mac(purpose, user, code.strip()));
    }

    /// The row after a wrong try; null when that was the last.
    static @Nullable EmailCode afterWrong(EmailCode row) {
        int left = row.triesLeft() - 1;
        return left < 1 ? null : new EmailCode(row.mac(), left, row.sent(), row.expires());
    }

    private byte[] mac(Purpose purpose, UserId user, String code) {
        String whole = purpose.name() + ":" + user.value() + ":" + code;
        return secret.mac("email code", whole.getBytes(StandardCharsets.UTF_8));
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }

    /// What a code is for, and what the e-mail says.
    enum Purpose {
        RECOVERY_ADDRESS("Your code to confirm this e-mail", """
                %s is the code that makes this the recovery e-mail of your account.

                If you did not ask for it, somebody mistook your address for theirs: do nothing.
                """),
        RECOVERY("Your code to recover your password", """
                %s is the code to recover the password of your account. Give it to nobody.

                If you did not ask for it, somebody has your login code: look through your sessions and end those that \
                you do not know.
                """),
        LOGIN_ADDRESS("Your code to confirm this e-mail", """
                %s is the code that sends the login codes of your account to this e-mail.

                If you did not ask for it, somebody mistook your address for theirs: do nothing.
                """),
        LOGIN("Your login code", """
                %s is your login code. Give it to nobody, whoever asks.

                If you did not ask for it, do nothing.
                """);

        private final String subject;
        private final String text;

        Purpose(String subject, String text) {
            this.subject = subject;
            this.text = text;
        }
    }
}
