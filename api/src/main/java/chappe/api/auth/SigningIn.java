package chappe.api.auth;

import chappe.api.present.PresentLogins;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.LoginEmails;
import chappe.domain.account.LogoutTokens;
import chappe.domain.account.PersonName;
import chappe.domain.account.PhoneNumbers;
import chappe.domain.account.SignIns;
import chappe.domain.account.SignIns.Login;
import chappe.domain.account.SignIns.Outcome;
import chappe.wire.EmailVerificationApple;
import chappe.wire.EmailVerificationCode;
import chappe.wire.EmailVerificationGoogle;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.AuthorizationSignUpRequired;
import chappe.wire.auth.AuthorizationType;
import chappe.wire.auth.LogOut;
import chappe.wire.auth.LoggedOut;
import chappe.wire.auth.SignIn;
import chappe.wire.auth.SignUp;
import org.jspecify.annotations.Nullable;

/// The methods that begin and end a login. See [user authorization](https://core.telegram.org/api/auth).
public final class SigningIn {
    private final PhoneNumbers numbers;
    private final SignIns signIns;
    private final LoginEmails loginEmails;
    private final LogoutTokens logoutTokens;
    private final PresentUsers present;

    public SigningIn(
            PhoneNumbers numbers,
            SignIns signIns,
            LoginEmails loginEmails,
            LogoutTokens logoutTokens,
            PresentUsers present) {
        this.logoutTokens = logoutTokens;
        this.numbers = numbers;
        this.signIns = signIns;
        this.loginEmails = loginEmails;
        this.present = present;
    }

    public void register(Routes on) {
        on.anyone(SignIn.class, Limit.LOGIN, this::signIn);
        on.anyone(SignUp.class, Limit.LOGIN, this::signUp);
        on.anyone(LogOut.class, Limit.LOGIN, this::logOut);
    }

    /// [auth.signIn](https://core.telegram.org/method/auth.signIn)
    ///
    /// - `email_verification`: in place of `phone_code` where the code went to the login e-mail.
    ///
    /// Returns the user, or `authorizationSignUpRequired`, whereupon auth.signUp may follow under the same key.
    ///
    /// Refuses with PHONE_NUMBER_INVALID, PHONE_CODE_HASH_EMPTY, PHONE_CODE_EMPTY (also for Google and Apple),
    /// PHONE_CODE_INVALID, PHONE_CODE_EXPIRED, PHONE_NUMBER_UNOCCUPIED (and sign-up is not open to the number),
    /// FLOOD_WAIT_X, AUTH_RESTART, and once the code was right, SESSION_PASSWORD_NEEDED, whereupon
    /// auth.checkPassword follows under the same key.
    AuthorizationType signIn(Caller caller, SignIn ask) {
        CodeSending.requireHash(ask.phoneCodeHash());
        Login login = login(caller, ask.phoneNumber());
        String emailed = emailed(ask);
        Outcome outcome = emailed == null
                ? signIns.signIn(login, ask.phoneCodeHash(), required(ask.phoneCode()))
                : signIns.signIn(login, ask.phoneCodeHash(), required(emailed), loginEmails::keep);
        return switch (outcome) {
            case Outcome.SignedIn signedIn -> authorization(signedIn.user());
            case Outcome.SignUpRequired _ -> new AuthorizationSignUpRequired(null);
        };
    }

    /// [auth.signUp](https://core.telegram.org/method/auth.signUp)
    ///
    /// - `first_name`: 1..64 characters after trimming; `last_name`: 0..64.
    ///
    /// Refuses with PHONE_NUMBER_INVALID, PHONE_CODE_HASH_EMPTY, PHONE_CODE_EXPIRED (the code was not proven
    /// under this key), PHONE_NUMBER_OCCUPIED, FIRSTNAME_INVALID, LASTNAME_INVALID, AUTH_RESTART.
    AuthorizationType signUp(Caller caller, SignUp ask) {
        CodeSending.requireHash(ask.phoneCodeHash());
        var name = new PersonName(ask.firstName(), ask.lastName());
        return authorization(signIns.signUp(login(caller, ask.phoneNumber()), ask.phoneCodeHash(), name));
    }

    /// [auth.logOut](https://core.telegram.org/method/auth.logOut)
    ///
    /// The login is gone, durably, before the answer; the key stays until the client destroys it. Where the account
    /// has a password, `future_auth_token` spares the device the code of its next log-in.
    LoggedOut logOut(Caller caller, LogOut ask) {
        UserId user = caller.loggedIn();
        byte[] token = user == null ? null : logoutTokens.issue(user);
        signIns.logOut(caller.authKeyId());
        return new LoggedOut(token);
    }

    /// The code of a login e-mail; null where the client gives a telephone's.
    private static @Nullable String emailed(SignIn ask) {
        return switch (ask.emailVerification()) {
            case null -> null;
            case EmailVerificationCode given -> given.code();
            case EmailVerificationGoogle _, EmailVerificationApple _ -> "";
        };
    }

    private static String required(@Nullable String code) {
        if (code == null || code.isBlank()) throw RpcError.PHONE_CODE_EMPTY.refuse();
        return code.strip();
    }

    private Login login(Caller caller, String phoneNumber) {
        return new Login(numbers.get(phoneNumber), caller.authKeyId(), PresentLogins.details(caller));
    }

    private Authorization authorization(UserId user) {
        return new Authorization.Builder(present.user(user, user)).build();
    }
}
