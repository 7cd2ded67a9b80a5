package chappe.domain.account;

import org.jspecify.annotations.Nullable;

/// The way by which a code has gone, as far as its owner must know where to look.
public sealed interface CodeForm {

    /// Into the other sessions of the account.
    record App() implements CodeForm {}

    /// To the telephone, whatever the gateway in between.
    record Sms() implements CodeForm {}

    /// To a mailbox.
    ///
    /// @param pattern the address, all but its ends hidden
    /// @param resetAt when codes will go to the telephone again, in unix seconds, where that was asked for
    record Email(String pattern, @Nullable Integer resetAt) implements CodeForm {}
}
