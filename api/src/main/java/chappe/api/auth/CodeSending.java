package chappe.api.auth;

import chappe.api.present.PresentLogins;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.AppPolicy;
import chappe.domain.account.LoginCodes;
import chappe.domain.account.LogoutTokens;
import chappe.domain.account.Phone;
import chappe.domain.account.PhoneNumbers;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.CancelCode;
import chappe.wire.auth.ReportMissingCode;
import chappe.wire.auth.ResendCode;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCodeSuccess;
import chappe.wire.auth.SentCodeTypeType;
import java.util.List;

/// The methods that send login codes. See [user authorization](https://core.telegram.org/api/auth).
///
/// A client hears by which way its code has gone, and that the next one will be an SMS, the form that every client
/// knows; the next one after an e-mail is an e-mail. What `settings` allow besides (flash calls, missed calls,
/// Firebase, the app's hash in the text) are offers
/// of the client's that we do not take up; auth.requestFirebaseSms is therefore not served.
public final class CodeSending {
    private final PhoneNumbers numbers;
    private final LoginCodes codes;
    private final AppPolicy apps;
    private final LogoutTokens logoutTokens;
    private final PresentUsers present;

    public CodeSending(
            PhoneNumbers numbers, LoginCodes codes, AppPolicy apps, LogoutTokens logoutTokens, PresentUsers present) {
        this.logoutTokens = logoutTokens;
        this.present = present;
        this.numbers = numbers;
        this.codes = codes;
        this.apps = apps;
    }

    public void register(Routes on) {
        on.anyone(SendCode.class, Limit.LOGIN, this::sendCode);
        on.anyone(ResendCode.class, Limit.LOGIN, this::resendCode);
        on.anyone(ReportMissingCode.class, Limit.LOGIN, this::reportMissingCode);
        on.anyone(CancelCode.class, Limit.LOGIN, this::cancelCode);
    }

    /// [auth.sendCode](https://core.telegram.org/method/auth.sendCode)
    ///
    /// - `phone_number`: international, with or without its plus sign.
    /// - `api_id`: a positive number, with its `api_hash` where the operator allows some apps only.
    ///
    /// Returns `timeout` in seconds, after which the code may be asked for again. The form of `phone_number` is
    /// settled by libphonenumber: whoever writes it with another separator or prefix means the same account. With a
    /// token of `logout_tokens` that serves, no code is sent: the password follows.
    ///
    /// Refuses with PHONE_NUMBER_INVALID, API_ID_INVALID, API_ID_PUBLISHED_FLOOD, SMS_CODE_CREATE_FAILED,
    /// PHONE_NUMBER_BANNED, FLOOD_WAIT_X, SESSION_PASSWORD_NEEDED.
    SentCodeTypeType sendCode(Caller caller, SendCode ask) {
        apps.require(ask.apiId(), ask.apiHash());
        Phone phone = numbers.get(ask.phoneNumber());
        List<byte[]> tokens = ask.settings().logoutTokens();
        UserId user = tokens == null
                ? null
                : logoutTokens.enter(caller.authKeyId(), phone, tokens, PresentLogins.details(caller));
        if (user == null) return PresentLogins.sentCode(codes.send(phone, caller.address()));
        return new SentCodeSuccess(new Authorization.Builder(present.user(user, user)).build());
    }

    /// [auth.resendCode](https://core.telegram.org/method/auth.resendCode)
    ///
    /// Sends a new code under the same `phone_code_hash`, by the next way or another provider; the former one no
    /// longer serves. When nobody takes it, SEND_CODE_UNAVAILABLE, and the former one still does.
    ///
    /// Refuses with PHONE_NUMBER_INVALID, PHONE_CODE_HASH_EMPTY, PHONE_CODE_EXPIRED, SEND_CODE_UNAVAILABLE,
    /// FLOOD_WAIT_X.
    SentCodeTypeType resendCode(Caller caller, ResendCode ask) {
        requireHash(ask.phoneCodeHash());
        return PresentLogins.sentCode(
                codes.resend(numbers.get(ask.phoneNumber()), ask.phoneCodeHash(), caller.address()));
    }

    /// [auth.reportMissingCode](https://core.telegram.org/method/auth.reportMissingCode)
    ///
    /// - `mnc`: the operator's number as the SIM card has it; we do not look at it.
    ///
    /// The provider that took the code counts it as a failure, and is asked less often.
    ///
    /// Refuses with PHONE_NUMBER_INVALID, PHONE_CODE_HASH_EMPTY, PHONE_CODE_EXPIRED.
    Boolean reportMissingCode(Caller caller, ReportMissingCode ask) {
        requireHash(ask.phoneCodeHash());
        codes.reportMissing(numbers.get(ask.phoneNumber()), ask.phoneCodeHash());
        return true;
    }

    /// [auth.cancelCode](https://core.telegram.org/method/auth.cancelCode)
    ///
    /// Refuses with PHONE_NUMBER_INVALID, PHONE_CODE_HASH_EMPTY, PHONE_CODE_EXPIRED.
    Boolean cancelCode(Caller caller, CancelCode ask) {
        requireHash(ask.phoneCodeHash());
        codes.cancel(numbers.get(ask.phoneNumber()), ask.phoneCodeHash());
        return true;
    }

    static void requireHash(String phoneCodeHash) {
        if (phoneCodeHash.isEmpty()) throw RpcError.PHONE_CODE_HASH_EMPTY.refuse();
    }
}
