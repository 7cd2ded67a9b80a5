package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import org.jspecify.annotations.Nullable;

/// The last step of every log-in, whatever came before it: a password where the account has one.
///
/// Until it is proven the key is nobody's: it may prove or recover the password or log out, and nothing else.
public final class PasswordStep {
    private final AuthKeyRing keys;
    private final Passwords passwords;

    public PasswordStep(AuthKeyRing keys, Passwords passwords) {
        this.keys = keys;
        this.passwords = passwords;
    }

    /// Logs in a user who has proven the phone, or whom another session has let in.
    ///
    /// Refuses with SESSION_PASSWORD_NEEDED where the account has a password; from then on the key
    /// waits for it, for [LoginLimits#PASSWORD_PENDING_KEPT]. Whoever was logged in under the key is logged
    /// out.
    public void enter(AuthKeyId key, UserId user, ClientDetails client) {
        if (!passwords.isSet(user)) {
            keys.login(key, user, client);
            return;
        }
        keys.awaitPassword(key, user, LoginLimits.PASSWORD_PENDING_KEPT);
        throw RpcError.SESSION_PASSWORD_NEEDED.refuse();
    }

    /// Ends the key's login, or its waiting for the password, durably.
    public void leave(AuthKeyId key) {
        keys.logout(key);
    }

    /// Refuses with AUTH_KEY_UNREGISTERED where the key is neither logged in nor waits for a password.
    public Asker asker(AuthKeyId key, @Nullable UserId loggedIn, String address) {
        if (loggedIn != null) return new Asker(key, loggedIn, true, address);
        UserId awaited = findAwaited(key);
        if (awaited == null) throw RpcError.AUTH_KEY_UNREGISTERED.refuse();
        return new Asker(key, awaited, false, address);
    }

    /// The user who has proven everything but the password under this key.
    public @Nullable UserId findAwaited(AuthKeyId key) {
        return keys.findAwaited(key);
    }

    /// Proves the password, and logs in where that was awaited.
    ///
    /// @param proof null: the client believes that there is no password
    public void prove(Asker asker, @Nullable SrpProof proof, ClientDetails client) {
        passwords.prove(asker, proof);
        letIn(asker, client);
    }

    /// Logs in whoever has proven or recovered the password.
    void letIn(Asker asker, ClientDetails client) {
        if (!asker.isLoggedIn()) keys.loginAwaited(asker.key(), asker.user(), client);
    }
}
