package chappe.api.auth;

import chappe.api.present.PresentLogins;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.domain.account.LoginEmailReset;
import chappe.domain.account.PhoneNumbers;
import chappe.wire.auth.ResetLoginEmail;
import chappe.wire.auth.SentCodeTypeType;

/// The way back in for who has lost the mailbox that login codes go to.
public final class LoginEmailResetting {
    private final PhoneNumbers numbers;
    private final LoginEmailReset reset;

    public LoginEmailResetting(PhoneNumbers numbers, LoginEmailReset reset) {
        this.numbers = numbers;
        this.reset = reset;
    }

    public void register(Routes on) {
        on.anyone(ResetLoginEmail.class, Limit.LOGIN, this::resetLoginEmail);
    }

    /// [auth.resetLoginEmail](https://core.telegram.org/method/auth.resetLoginEmail)
    ///
    /// A week later codes go to the telephone, unless somebody logs in with a code from the mailbox. Until then
    /// the answer names the date; afterwards a code has gone to the telephone.
    ///
    /// Refuses with PHONE_NUMBER_INVALID, PHONE_CODE_HASH_EMPTY, PHONE_CODE_EXPIRED, EMAIL_INSTALL_MISSING
    /// (no login e-mail), TASK_ALREADY_EXISTS (asked for already), SEND_CODE_UNAVAILABLE, FLOOD_WAIT_X.
    SentCodeTypeType resetLoginEmail(Caller caller, ResetLoginEmail ask) {
        CodeSending.requireHash(ask.phoneCodeHash());
        return PresentLogins.sentCode(
                reset.reset(numbers.get(ask.phoneNumber()), ask.phoneCodeHash(), caller.address()));
    }
}
