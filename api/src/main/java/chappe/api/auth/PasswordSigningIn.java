package chappe.api.auth;

import chappe.api.present.PasswordInputs;
import chappe.api.present.PresentLogins;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.Asker;
import chappe.domain.account.PasswordRecovery;
import chappe.domain.account.PasswordStep;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.AuthorizationType;
import chappe.wire.auth.CheckPassword;
import chappe.wire.auth.CheckRecoveryPassword;
import chappe.wire.auth.RecoverPassword;
import chappe.wire.auth.RequestPasswordRecovery;

/// The methods that end a log-in which answered SESSION_PASSWORD_NEEDED
/// ([two-factor authentication](https://core.telegram.org/api/srp)).
///
/// They are open to the key that has proven the phone, and to sessions that are logged in.
public final class PasswordSigningIn {
    private final PasswordStep step;
    private final PasswordRecovery recovery;
    private final PasswordInputs inputs;
    private final PresentUsers present;

    public PasswordSigningIn(
            PasswordStep step, PasswordRecovery recovery, PasswordInputs inputs, PresentUsers present) {
        this.step = step;
        this.recovery = recovery;
        this.inputs = inputs;
        this.present = present;
    }

    public void register(Routes on) {
        on.anyone(CheckPassword.class, Limit.LOGIN, this::checkPassword);
        on.anyone(RequestPasswordRecovery.class, Limit.LOGIN, this::requestPasswordRecovery);
        on.anyone(CheckRecoveryPassword.class, Limit.LOGIN, this::checkRecoveryPassword);
        on.anyone(RecoverPassword.class, Limit.LOGIN, this::recoverPassword);
    }

    /// [auth.checkPassword](https://core.telegram.org/method/auth.checkPassword)
    ///
    /// Refuses with PASSWORD_HASH_INVALID, SRP_ID_INVALID, SRP_A_INVALID (not 0 < A < p), SRP_PASSWORD_CHANGED,
    /// FLOOD_WAIT_X, AUTH_KEY_UNREGISTERED.
    AuthorizationType checkPassword(Caller caller, CheckPassword ask) {
        Asker asker = inputs.asker(caller);
        step.prove(asker, PasswordInputs.proof(ask.password()), PresentLogins.details(caller));
        return authorization(asker.user());
    }

    /// [auth.requestPasswordRecovery](https://core.telegram.org/method/auth.requestPasswordRecovery)
    ///
    /// Refuses with PASSWORD_EMPTY, PASSWORD_RECOVERY_NA, FLOOD_WAIT_X, AUTH_KEY_UNREGISTERED.
    chappe.wire.auth.PasswordRecovery requestPasswordRecovery(Caller caller, RequestPasswordRecovery ask) {
        return new chappe.wire.auth.PasswordRecovery(
                recovery.request(inputs.asker(caller)).pattern());
    }

    /// [auth.checkRecoveryPassword](https://core.telegram.org/method/auth.checkRecoveryPassword)
    ///
    /// Refuses with CODE_EMPTY, CODE_INVALID, PASSWORD_RECOVERY_EXPIRED, FLOOD_WAIT_X, AUTH_KEY_UNREGISTERED.
    Boolean checkRecoveryPassword(Caller caller, CheckRecoveryPassword ask) {
        recovery.check(inputs.asker(caller), code(ask.code()));
        return true;
    }

    /// [auth.recoverPassword](https://core.telegram.org/method/auth.recoverPassword)
    ///
    /// - `new_settings`: as in account.updatePasswordSettings, without an e-mail; absent, the password is removed.
    ///
    /// Refuses with CODE_EMPTY, CODE_INVALID, PASSWORD_RECOVERY_EXPIRED, NEW_SETTINGS_INVALID,
    /// NEW_SALT_INVALID, FLOOD_WAIT_X, AUTH_KEY_UNREGISTERED.
    AuthorizationType recoverPassword(Caller caller, RecoverPassword ask) {
        Asker asker = inputs.asker(caller);
        String code = code(ask.code());
        recovery.recover(asker, code, PasswordInputs.recovered(ask.newSettings()), PresentLogins.details(caller));
        return authorization(asker.user());
    }

    private static String code(String code) {
        if (code.isBlank()) throw RpcError.CODE_EMPTY.refuse();
        return code;
    }

    private AuthorizationType authorization(UserId user) {
        return new Authorization.Builder(present.user(user, user)).build();
    }
}
