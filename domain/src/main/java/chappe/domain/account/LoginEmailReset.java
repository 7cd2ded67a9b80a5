package chappe.domain.account;

import chappe.domain.account.LoginCodes.SentCode;

/// The end of a login e-mail, asked for in the middle of a log-in by who has the telephone but not the mailbox
/// ([auth.resetLoginEmail](https://core.telegram.org/method/auth.resetLoginEmail)).
public final class LoginEmailReset {
    private final LoginCodes codes;
    private final LoginEmails emails;

    public LoginEmailReset(LoginCodes codes, LoginEmails emails) {
        this.codes = codes;
        this.emails = emails;
    }

    /// Asks for the end. Where it has come, sends another code by telephone.
    ///
    /// Refuses with PHONE_CODE_EXPIRED where there is no such code, EMAIL_INSTALL_MISSING, TASK_ALREADY_EXISTS, and
    /// as [LoginCodes#resend].
    public SentCode reset(Phone phone, String phoneCodeHash, String address) {
        codes.get(phone, phoneCodeHash);
        if (emails.wasReset(phone)) return codes.resend(phone, phoneCodeHash, address);
        emails.requestReset(phone);
        return codes.get(phone, phoneCodeHash);
    }
}
