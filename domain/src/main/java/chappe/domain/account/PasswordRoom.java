package chappe.domain.account;

import chappe.store.Store;
import java.security.SecureRandom;
import java.time.Clock;

/// Everything about passwords and the e-mails beside them, wired together: who asks for it needs no more than the parts
/// named here.
public record PasswordRoom(
        PasswordStep step,
        Passwords passwords,
        PasswordSettings settings,
        PasswordRecovery recovery,
        PasswordResets resets,
        LoginEmails loginEmails) {

    public static PasswordRoom open(Store store, AuthKeyRing keys, Secrets secrets, Mailer mailer) {
        var challenges = new SrpChallenges(store, secrets.clock(), secrets.random(), secrets.secret());
        var stored = new StoredPasswords(secrets.clock(), secrets.secret(), secrets.sealing());
        var passwords = new Passwords(store, secrets.clock(), challenges, stored);
        var codes = new EmailCodes(secrets.clock(), secrets.random(), secrets.secret(), mailer);
        var step = new PasswordStep(keys, passwords);
        return new PasswordRoom(
                step,
                passwords,
                new PasswordSettings(store, secrets.clock(), passwords, stored, codes),
                new PasswordRecovery(store, secrets.clock(), stored, codes, step),
                new PasswordResets(store, secrets.clock(), stored),
                new LoginEmails(store, secrets.clock(), codes));
    }

    /// Time, randomness, and what secrets are kept with.
    public record Secrets(Clock clock, SecureRandom random, ServerSecret secret, KeySealing sealing) {}
}
