package chappe.api.account;

import chappe.api.present.PasswordInputs;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.domain.account.PasswordResets;
import chappe.domain.account.PasswordResets.Reset;
import chappe.domain.account.PasswordSettings;
import chappe.wire.account.CancelPasswordEmail;
import chappe.wire.account.ConfirmPasswordEmail;
import chappe.wire.account.DeclinePasswordReset;
import chappe.wire.account.ResendPasswordEmail;
import chappe.wire.account.ResetPassword;
import chappe.wire.account.ResetPasswordFailedWait;
import chappe.wire.account.ResetPasswordOk;
import chappe.wire.account.ResetPasswordRequestedWait;
import chappe.wire.account.ResetPasswordResult;
import chappe.wire.account.UpdatePasswordSettings;

/// The methods by which an owner sets, changes and removes the [second factor](https://core.telegram.org/api/srp).
public final class PasswordChanges {
    private final PasswordSettings settings;
    private final PasswordResets resets;
    private final PasswordInputs inputs;

    public PasswordChanges(PasswordSettings settings, PasswordResets resets, PasswordInputs inputs) {
        this.settings = settings;
        this.resets = resets;
        this.inputs = inputs;
    }

    public void register(Routes on) {
        on.user(UpdatePasswordSettings.class, Limit.LOGIN, this::updatePasswordSettings);
        on.user(ConfirmPasswordEmail.class, Limit.LOGIN, this::confirmPasswordEmail);
        on.user(ResendPasswordEmail.class, Limit.LOGIN, this::resendPasswordEmail);
        on.user(CancelPasswordEmail.class, Limit.LOGIN, this::cancelPasswordEmail);
        on.user(ResetPassword.class, Limit.LOGIN, this::resetPassword);
        on.user(DeclinePasswordReset.class, Limit.LOGIN, this::declinePasswordReset);
    }

    /// [account.updatePasswordSettings](https://core.telegram.org/method/account.updatePasswordSettings)
    ///
    /// - `new_algo`: the one of account.getPassword, with 32 random bytes behind its `salt1`; or
    ///   passwordKdfAlgoUnknown with an empty hash, which removes the password and its e-mail.
    /// - `email`: the recovery e-mail; empty removes it. It counts once account.confirmPasswordEmail has
    ///   brought the code that it got, and a first password waits with it.
    ///
    /// Refuses with PASSWORD_HASH_INVALID, SRP_ID_INVALID, SRP_A_INVALID, SRP_PASSWORD_CHANGED, FLOOD_WAIT_X,
    /// NEW_SETTINGS_INVALID (another algorithm, a bad verifier, a long hint, Passport's secrets),
    /// NEW_SETTINGS_EMPTY, NEW_SALT_INVALID, EMAIL_INVALID, EMAIL_NOT_ALLOWED, and once a code is on its way,
    /// EMAIL_UNCONFIRMED_X with its length.
    Boolean updatePasswordSettings(Caller caller, UpdatePasswordSettings ask) {
        settings.update(
                inputs.asker(caller), PasswordInputs.proof(ask.password()), PasswordInputs.update(ask.newSettings()));
        return true;
    }

    /// [account.confirmPasswordEmail](https://core.telegram.org/method/account.confirmPasswordEmail)
    ///
    /// Refuses with CODE_INVALID, EMAIL_HASH_EXPIRED, FLOOD_WAIT_X.
    Boolean confirmPasswordEmail(Caller caller, ConfirmPasswordEmail ask) {
        if (ask.code().isBlank()) throw RpcError.CODE_INVALID.refuse();
        settings.confirmEmail(caller.userId(), ask.code());
        return true;
    }

    /// [account.resendPasswordEmail](https://core.telegram.org/method/account.resendPasswordEmail)
    ///
    /// Refuses with EMAIL_HASH_EXPIRED, EMAIL_INVALID (it cannot be delivered), FLOOD_WAIT_X.
    Boolean resendPasswordEmail(Caller caller, ResendPasswordEmail ask) {
        settings.resendEmail(caller.userId());
        return true;
    }

    /// [account.cancelPasswordEmail](https://core.telegram.org/method/account.cancelPasswordEmail)
    ///
    /// Refuses with EMAIL_HASH_EXPIRED.
    Boolean cancelPasswordEmail(Caller caller, CancelPasswordEmail ask) {
        settings.cancelEmail(caller.userId());
        return true;
    }

    /// [account.resetPassword](https://core.telegram.org/method/account.resetPassword)
    ///
    /// Seven days after the first call the password is gone, unless account.declinePasswordReset was called.
    /// After that one, the next may be asked for in a day.
    ///
    /// Refuses with PASSWORD_EMPTY.
    ResetPasswordResult resetPassword(Caller caller, ResetPassword ask) {
        return switch (resets.reset(caller.userId())) {
            case Reset.Done _ -> new ResetPasswordOk();
            case Reset.Requested requested -> new ResetPasswordRequestedWait(requested.until());
            case Reset.Declined declined -> new ResetPasswordFailedWait(declined.retry());
        };
    }

    /// [account.declinePasswordReset](https://core.telegram.org/method/account.declinePasswordReset)
    ///
    /// Refuses with RESET_REQUEST_MISSING.
    Boolean declinePasswordReset(Caller caller, DeclinePasswordReset ask) {
        resets.decline(caller.userId());
        return true;
    }
}
