package chappe.api.present;

import chappe.api.rpc.Caller;
import chappe.core.DhGroup;
import chappe.core.RpcError;
import chappe.domain.account.Asker;
import chappe.domain.account.EmailAddress;
import chappe.domain.account.NewPassword;
import chappe.domain.account.PasswordStep;
import chappe.domain.account.PasswordUpdate;
import chappe.domain.account.PasswordUpdate.EmailChange;
import chappe.domain.account.PasswordUpdate.PasswordChange;
import chappe.domain.account.SrpProof;
import chappe.wire.InputCheckPasswordEmpty;
import chappe.wire.InputCheckPasswordSRP;
import chappe.wire.InputCheckPasswordSRPType;
import chappe.wire.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import chappe.wire.PasswordKdfAlgoUnknown;
import chappe.wire.account.PasswordInputSettings;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Resolves what calls say about passwords. Immutable.
public final class PasswordInputs {
    private final PasswordStep step;

    public PasswordInputs(PasswordStep step) {
        this.step = step;
    }

    /// Refuses with AUTH_KEY_UNREGISTERED who is neither logged in nor awaited.
    public Asker asker(Caller caller) {
        return step.asker(caller.authKeyId(), caller.loggedIn(), caller.address());
    }

    /// @return null for inputCheckPasswordEmpty
    public static @Nullable SrpProof proof(InputCheckPasswordSRPType password) {
        return switch (password) {
            case InputCheckPasswordEmpty _ -> null;
            case InputCheckPasswordSRP srp -> SrpProof.of(srp.srpId(), srp.a(), srp.m1());
        };
    }

    /// Refuses with NEW_SETTINGS_EMPTY, NEW_SETTINGS_INVALID, EMAIL_INVALID.
    public static PasswordUpdate update(PasswordInputSettings settings) {
        if (settings.newSecureSettings() != null) throw RpcError.NEW_SETTINGS_INVALID.refuse();
        String email = settings.email();
        PasswordChange password = password(settings);
        if (email == null) return new PasswordUpdate(password, null);
        return new PasswordUpdate(
                password, email.isBlank() ? new EmailChange.Removal() : new EmailChange.Set(new EmailAddress(email)));
    }

    /// What replaces a password that is recovered: a new one, or with null none.
    ///
    /// Refuses with NEW_SETTINGS_INVALID, also where the recovery e-mail is to change at the same time.
    public static @Nullable NewPassword recovered(@Nullable PasswordInputSettings settings) {
        if (settings == null) return null;
        boolean changesMore = settings.email() != null && !settings.email().isBlank();
        if (changesMore || settings.newSecureSettings() != null) throw RpcError.NEW_SETTINGS_INVALID.refuse();
        return password(settings) instanceof PasswordChange.Set set ? set.password() : null;
    }

    private static @Nullable PasswordChange password(PasswordInputSettings settings) {
        byte[] hash = settings.newPasswordHash();
        String hint = settings.hint();
        return switch (settings.newAlgo()) {
            case null -> null;
            case PasswordKdfAlgoUnknown _ -> {
                if (hash != null && hash.length > 0) throw RpcError.NEW_SETTINGS_INVALID.refuse();
                yield new PasswordChange.Removal();
            }
            case PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow algo -> {
                boolean isOurs = algo.g() == DhGroup.G && new BigInteger(1, algo.p()).equals(DhGroup.PRIME);
                if (!isOurs || hash == null || hint == null) throw RpcError.NEW_SETTINGS_INVALID.refuse();
                yield new PasswordChange.Set(new NewPassword(algo.salt1(), algo.salt2(), hash, hint));
            }
        };
    }
}
