package chappe.domain.account;

import chappe.core.DhGroup;
import chappe.core.Limits;
import chappe.core.RpcError;
import java.math.BigInteger;

/// A password that a client wants to set: its verifier `v = g^x` and the salts that went into `x`.
///
/// Refuses with NEW_SETTINGS_INVALID where 1 < v < p - 1 does not hold, or the hint is too long.
///
/// @param salt1 what the server gave, and what the client added to it
/// @param salt2 what the server gave
/// @param verifier 1 to 256 bytes, most significant first
public record NewPassword(byte[] salt1, byte[] salt2, byte[] verifier, String hint) {

    public NewPassword {
        if (verifier.length > DhGroup.SIZE || !Srp.isGood(new BigInteger(1, verifier))) {
            throw RpcError.NEW_SETTINGS_INVALID.refuse();
        }
        hint = PersonName.cleaned(hint);
        if (hint.codePointCount(0, hint.length()) > Limits.PASSWORD_HINT_LENGTH_MAX) {
            throw RpcError.NEW_SETTINGS_INVALID.refuse();
        }
    }

    @Override
    public String toString() {
        return "NewPassword";
    }
}
