package chappe.domain.account;

import chappe.core.RpcError;
import org.jspecify.annotations.Nullable;

/// What a user wants changed about the password. What is null stays.
///
/// @param password the new one, or its removal
/// @param email the new recovery e-mail, or its removal
public record PasswordUpdate(
        @Nullable PasswordChange password, @Nullable EmailChange email) {

    public PasswordUpdate {
        if (password == null && email == null) throw RpcError.NEW_SETTINGS_EMPTY.refuse();
    }

    /// What becomes of the password.
    public sealed interface PasswordChange {
        record Set(NewPassword password) implements PasswordChange {}

        record Removal() implements PasswordChange {}
    }

    /// What becomes of the recovery e-mail.
    public sealed interface EmailChange {
        record Set(EmailAddress address) implements EmailChange {}

        record Removal() implements EmailChange {}
    }
}
