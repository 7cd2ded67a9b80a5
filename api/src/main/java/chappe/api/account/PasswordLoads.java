package chappe.api.account;

import chappe.api.present.PasswordInputs;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.DhGroup;
import chappe.domain.account.Passwords;
import chappe.domain.account.Passwords.Challenge;
import chappe.domain.account.Passwords.State;
import chappe.wire.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import chappe.wire.SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000;
import chappe.wire.account.GetPassword;
import chappe.wire.account.GetPasswordSettings;
import chappe.wire.account.Password;
import java.security.SecureRandom;

/// What clients load about the second factor ([SRP](https://core.telegram.org/api/srp)).
public final class PasswordLoads {
    private static final int SECURE_SALT_BYTES = 8;
    private static final int SECURE_RANDOM_BYTES = 256;

    private final Passwords passwords;
    private final PasswordInputs inputs;
    private final SecureRandom random;

    public PasswordLoads(Passwords passwords, PasswordInputs inputs, SecureRandom random) {
        this.passwords = passwords;
        this.inputs = inputs;
        this.random = random;
    }

    public void register(Routes on) {
        on.anyone(GetPassword.class, Limit.READ, this::getPassword);
        on.user(GetPasswordSettings.class, Limit.LOGIN, this::getPasswordSettings);
    }

    /// [account.getPassword](https://core.telegram.org/method/account.getPassword)
    ///
    /// Also for a key that has proven the phone and waits for the password. `srp_id` serves once, for this key,
    /// within an hour. `new_algo` is the only one that clients know; its salts change with each password.
    ///
    /// Refuses with AUTH_KEY_UNREGISTERED.
    Password getPassword(Caller caller, GetPassword ask) {
        State state = passwords.state(inputs.asker(caller));
        var secureAlgo = new SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000(random(SECURE_SALT_BYTES));
        var password =
                new Password.Builder(algo(state.newSalt1(), state.newSalt2()), secureAlgo, random(SECURE_RANDOM_BYTES));
        Challenge challenge = state.challenge();
        if (challenge != null) {
            password.hasPassword(true)
                    .currentAlgo(algo(challenge.salt1(), challenge.salt2()))
                    .srpB(challenge.srpB())
                    .srpId(challenge.srpId());
        }
        String hint = state.hint();
        var unconfirmed = state.unconfirmedEmail();
        var loginEmail = state.loginEmail();
        return password.loginEmailPattern(loginEmail == null ? null : loginEmail.pattern())
                .hasRecovery(state.hasRecovery())
                .hint(hint == null || hint.isEmpty() ? null : hint)
                .emailUnconfirmedPattern(unconfirmed == null ? null : unconfirmed.pattern())
                .pendingResetDate(state.resetDate())
                .build();
    }

    /// [account.getPasswordSettings](https://core.telegram.org/method/account.getPasswordSettings)
    ///
    /// Refuses with PASSWORD_HASH_INVALID, SRP_ID_INVALID, SRP_A_INVALID, SRP_PASSWORD_CHANGED, FLOOD_WAIT_X.
    chappe.wire.account.PasswordSettings getPasswordSettings(Caller caller, GetPasswordSettings ask) {
        String email = passwords.recoveryEmail(inputs.asker(caller), PasswordInputs.proof(ask.password()));
        return new chappe.wire.account.PasswordSettings(email, null);
    }

    private static PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow algo(byte[] salt1, byte[] salt2) {
        return new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
                salt1, salt2, DhGroup.G, DhGroup.bytes(DhGroup.PRIME));
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
