package chappe.api.account;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.domain.account.EmailAddress;
import chappe.domain.account.LoginEmails;
import chappe.wire.EmailVerificationApple;
import chappe.wire.EmailVerificationCode;
import chappe.wire.EmailVerificationGoogle;
import chappe.wire.EmailVerifyPurpose;
import chappe.wire.EmailVerifyPurposeLoginChange;
import chappe.wire.EmailVerifyPurposeLoginSetup;
import chappe.wire.EmailVerifyPurposePassport;
import chappe.wire.account.EmailVerified;
import chappe.wire.account.EmailVerifiedType;
import chappe.wire.account.SendVerifyEmailCode;
import chappe.wire.account.SentEmailCode;
import chappe.wire.account.VerifyEmail;

/// The methods by which an owner has login codes sent to an e-mail instead of the telephone.
///
/// Differs: the purpose LoginSetup, which belongs to servers that want an e-mail before a log-in, is refused: ours
/// never asks for one. So are Passport, which we do not have, and the sign-ins of Google and Apple.
public final class LoginEmailChanges {
    private final LoginEmails emails;

    public LoginEmailChanges(LoginEmails emails) {
        this.emails = emails;
    }

    public void register(Routes on) {
        on.user(SendVerifyEmailCode.class, Limit.LOGIN, this::sendVerifyEmailCode);
        on.user(VerifyEmail.class, Limit.LOGIN, this::verifyEmail);
    }

    /// [account.sendVerifyEmailCode](https://core.telegram.org/method/account.sendVerifyEmailCode)
    ///
    /// Refuses with EMAIL_INVALID (malformed, or the mail server does not take it), EMAIL_NOT_ALLOWED (another
    /// purpose, or the server sends no e-mail), FLOOD_WAIT_X.
    SentEmailCode sendVerifyEmailCode(Caller caller, SendVerifyEmailCode ask) {
        requireLoginChange(ask.purpose());
        var address = new EmailAddress(ask.email());
        emails.sendCode(caller.userId(), address);
        return new SentEmailCode(address.pattern(), LoginLimits.EMAIL_CODE_LENGTH);
    }

    /// [account.verifyEmail](https://core.telegram.org/method/account.verifyEmail)
    ///
    /// Refuses with CODE_INVALID, EMAIL_VERIFY_EXPIRED, EMAIL_NOT_ALLOWED (another purpose, Google or Apple),
    /// FLOOD_WAIT_X.
    EmailVerifiedType verifyEmail(Caller caller, VerifyEmail ask) {
        requireLoginChange(ask.purpose());
        String code = switch (ask.verification()) {
            case EmailVerificationCode given -> given.code();
            case EmailVerificationGoogle _, EmailVerificationApple _ -> throw RpcError.EMAIL_NOT_ALLOWED.refuse();
        };
        return new EmailVerified(emails.verify(caller.userId(), code).text());
    }

    private static void requireLoginChange(EmailVerifyPurpose purpose) {
        switch (purpose) {
            case EmailVerifyPurposeLoginChange _ -> {}
            case EmailVerifyPurposeLoginSetup _, EmailVerifyPurposePassport _ ->
                throw RpcError.EMAIL_NOT_ALLOWED.refuse();
        }
    }
}
