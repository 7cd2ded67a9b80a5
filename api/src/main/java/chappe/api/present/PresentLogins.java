package chappe.api.present;

import chappe.api.rpc.Caller;
import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.domain.account.AuthorizationRows.Session;
import chappe.domain.account.ClientDetails;
import chappe.domain.account.CodeForm;
import chappe.domain.account.LoginCodes.SentCode;
import chappe.store.record.AccountAuthorization;
import chappe.wire.Authorization;
import chappe.wire.auth.CodeTypeSms;
import chappe.wire.auth.SentCodeType;
import chappe.wire.auth.SentCodeTypeApp;
import chappe.wire.auth.SentCodeTypeEmailCode;
import chappe.wire.auth.SentCodeTypeSms;
import chappe.wire.auth.SentCodeTypeType;

/// Logins as the API shows them: a code on its way, a session in the list, and what a caller says of itself.
public final class PresentLogins {

    private PresentLogins() {}

    /// What the list of sessions will say of the caller.
    public static ClientDetails details(Caller caller) {
        Caller.ClientInfo client = caller.client();
        return new ClientDetails(
                client.apiId(),
                client.deviceModel(),
                client.systemVersion(),
                client.appVersion(),
                client.langCode(),
                caller.address());
    }

    /// What a client learns of a code that was sent.
    public static SentCodeTypeType sentCode(SentCode sent) {
        return new chappe.wire.auth.SentCode.Builder(type(sent), sent.phoneCodeHash())
                .nextType(sent.mayResend() && !(sent.form() instanceof CodeForm.Email) ? new CodeTypeSms() : null)
                .timeout(sent.mayResend() ? (int) sent.resendAfter().toSeconds() : null)
                .build();
    }

    private static SentCodeType type(SentCode sent) {
        return switch (sent.form()) {
            case CodeForm.App _ -> new SentCodeTypeApp(sent.length());
            case CodeForm.Sms _ -> new SentCodeTypeSms(sent.length());
            case CodeForm.Email email -> {
                Integer resetAt = email.resetAt();
                yield new SentCodeTypeEmailCode.Builder(email.pattern(), sent.length())
                        .resetAvailablePeriod(
                                resetAt == null ? (int) LoginLimits.LOGIN_EMAIL_RESET_WAIT.toSeconds() : null)
                        .resetPendingDate(resetAt)
                        .build();
            }
        };
    }

    /// Where an address lies is not looked up, so that country and region stay empty.
    public static Authorization authorization(Session session, AuthKeyId own) {
        AccountAuthorization login = session.stored();
        boolean isOwn = session.authKeyId().equals(own);
        return new Authorization.Builder(
                        isOwn ? 0 : session.hash(),
                        login.deviceModel(),
                        "",
                        login.systemVersion(),
                        login.apiId(),
                        "api_id " + login.apiId(),
                        login.appVersion(),
                        login.since(),
                        session.active(),
                        session.address(),
                        "",
                        "")
                .current(isOwn)
                .unconfirmed(session.isUnconfirmed())
                .encryptedRequestsDisabled(session.refusesSecretChats())
                .callRequestsDisabled(session.refusesCalls())
                .build();
    }
}
