package chappe.api.auth;

import chappe.api.present.PresentLogins;
import chappe.api.present.PresentUsers;
import chappe.api.push.LoginWaits;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.AppPolicy;
import chappe.domain.account.Authorizations;
import chappe.domain.account.LoginTokens;
import chappe.domain.account.LoginTokens.Exported;
import chappe.domain.account.PasswordStep;
import chappe.wire.Authorization;
import chappe.wire.auth.AcceptLoginToken;
import chappe.wire.auth.ExportLoginToken;
import chappe.wire.auth.ImportLoginToken;
import chappe.wire.auth.LoginToken;
import chappe.wire.auth.LoginTokenSuccess;
import chappe.wire.auth.LoginTokenType;
import java.util.List;

/// The methods of logging in by a [QR code](https://core.telegram.org/api/qr-login).
public final class QrLogin {
    private final LoginTokens tokens;
    private final PasswordStep step;
    private final Authorizations authorizations;
    private final LoginWaits waits;
    private final PresentUsers present;
    private final AppPolicy apps;

    public QrLogin(
            LoginTokens tokens,
            PasswordStep step,
            Authorizations authorizations,
            LoginWaits waits,
            PresentUsers present,
            AppPolicy apps) {
        this.tokens = tokens;
        this.step = step;
        this.authorizations = authorizations;
        this.waits = waits;
        this.present = present;
        this.apps = apps;
    }

    public void register(Routes on) {
        on.anyone(ExportLoginToken.class, Limit.LOGIN, this::exportLoginToken);
        on.anyone(ImportLoginToken.class, Limit.LOGIN, this::importLoginToken);
        on.user(AcceptLoginToken.class, Limit.LOGIN, this::acceptLoginToken);
    }

    /// [auth.exportLoginToken](https://core.telegram.org/method/auth.exportLoginToken)
    ///
    /// - `except_ids`: at most 100; ids of nobody are passed over.
    ///
    /// Returns a token to show, or logs in as whoever accepted the last one. The session that called is sent
    /// updateLoginToken when that happens.
    ///
    /// Refuses with API_ID_INVALID, API_ID_PUBLISHED_FLOOD, SESSION_PASSWORD_NEEDED, INPUT_REQUEST_TOO_LONG.
    LoginTokenType exportLoginToken(Caller caller, ExportLoginToken ask) {
        apps.require(ask.apiId(), ask.apiHash());
        if (ask.exceptIds().size() > LoginLimits.LOGIN_TOKEN_EXCEPT_MAX) throw RpcError.INPUT_REQUEST_TOO_LONG.refuse();
        waits.await(caller.authKeyId(), caller.receiver());
        return switch (tokens.export(caller.authKeyId(), users(ask.exceptIds()), PresentLogins.details(caller))) {
            case Exported.Waiting waiting -> new LoginToken(waiting.expires(), waiting.token());
            case Exported.Accepted accepted -> loggedIn(caller, accepted.user());
        };
    }

    /// [auth.importLoginToken](https://core.telegram.org/method/auth.importLoginToken)
    ///
    /// Logs in by a token that this very key has shown and somebody has accepted.
    ///
    /// Refuses with AUTH_TOKEN_INVALID, AUTH_TOKEN_EXPIRED, SESSION_PASSWORD_NEEDED.
    LoginTokenType importLoginToken(Caller caller, ImportLoginToken ask) {
        return loggedIn(caller, tokens.takeUp(caller.authKeyId(), ask.token()));
    }

    /// [auth.acceptLoginToken](https://core.telegram.org/method/auth.acceptLoginToken)
    ///
    /// Returns the session that is let in, as the list of sessions will show it.
    ///
    /// Refuses with AUTH_TOKEN_INVALID, AUTH_TOKEN_EXPIRED, AUTH_TOKEN_ALREADY_ACCEPTED, AUTH_TOKEN_EXCEPTION.
    Authorization acceptLoginToken(Caller caller, AcceptLoginToken ask) {
        var letIn = tokens.accept(caller.userId(), ask.token());
        return PresentLogins.authorization(authorizations.session(caller.userId(), letIn), caller.authKeyId());
    }

    private LoginTokenSuccess loggedIn(Caller caller, UserId user) {
        step.enter(caller.authKeyId(), user, PresentLogins.details(caller));
        return new LoginTokenSuccess(new chappe.wire.auth.Authorization.Builder(present.user(user, user)).build());
    }

    private static List<UserId> users(List<Long> ids) {
        return ids.stream()
                .filter(id -> id > 0 && id <= UserId.MAX)
                .map(UserId::new)
                .toList();
    }
}
