package chappe.api.account;

import chappe.api.present.PresentLogins;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.domain.account.Authorizations;
import chappe.domain.account.Authorizations.Listed;
import chappe.wire.account.ChangeAuthorizationSettings;
import chappe.wire.account.GetAuthorizations;
import chappe.wire.account.ResetAuthorization;
import chappe.wire.account.SetAuthorizationTTL;
import chappe.wire.auth.ResetAuthorizations;

/// The methods by which users see and end their logins
/// ([active sessions](https://core.telegram.org/api/auth#session-management)).
public final class ActiveSessions {
    private final Authorizations authorizations;

    public ActiveSessions(Authorizations authorizations) {
        this.authorizations = authorizations;
    }

    public void register(Routes on) {
        on.user(GetAuthorizations.class, Limit.READ, this::getAuthorizations);
        on.user(ResetAuthorization.class, Limit.CHANGE, this::resetAuthorization);
        on.user(ResetAuthorizations.class, Limit.CHANGE, this::resetAuthorizations);
        on.user(ChangeAuthorizationSettings.class, Limit.CHANGE, this::changeAuthorizationSettings);
        on.user(SetAuthorizationTTL.class, Limit.CHANGE, this::setAuthorizationTtl);
    }

    /// [account.getAuthorizations](https://core.telegram.org/method/account.getAuthorizations)
    ///
    /// The caller's own is `current`, with hash 0. `date_active` may be some minutes late.
    chappe.wire.account.Authorizations getAuthorizations(Caller caller, GetAuthorizations ask) {
        Listed listed = authorizations.list(caller.userId());
        return new chappe.wire.account.Authorizations(
                listed.ttlDays(),
                listed.sessions().stream()
                        .map(each -> PresentLogins.authorization(each, caller.authKeyId()))
                        .toList());
    }

    /// [account.resetAuthorization](https://core.telegram.org/method/account.resetAuthorization)
    ///
    /// Its sessions are pushed nothing more, and their next call gets AUTH_KEY_UNREGISTERED.
    ///
    /// Refuses with HASH_INVALID, FRESH_RESET_AUTHORISATION_FORBIDDEN.
    Boolean resetAuthorization(Caller caller, ResetAuthorization ask) {
        authorizations.end(caller.userId(), caller.authKeyId(), ask.hash());
        return true;
    }

    /// [auth.resetAuthorizations](https://core.telegram.org/method/auth.resetAuthorizations): all but the caller's.
    ///
    /// Refuses with FRESH_RESET_AUTHORISATION_FORBIDDEN.
    Boolean resetAuthorizations(Caller caller, ResetAuthorizations ask) {
        authorizations.endOthers(caller.userId(), caller.authKeyId());
        return true;
    }

    /// [account.changeAuthorizationSettings](https://core.telegram.org/method/account.changeAuthorizationSettings)
    ///
    /// - `hash`: 0 for the caller's own.
    ///
    /// Refuses with HASH_INVALID.
    Boolean changeAuthorizationSettings(Caller caller, ChangeAuthorizationSettings ask) {
        var wish =
                new Authorizations.Wish(ask.confirmed(), ask.encryptedRequestsDisabled(), ask.callRequestsDisabled());
        authorizations.change(caller.userId(), caller.authKeyId(), ask.hash(), wish);
        return true;
    }

    /// [account.setAuthorizationTTL](https://core.telegram.org/method/account.setAuthorizationTTL)
    ///
    /// - `authorization_ttl_days`: 1..366.
    ///
    /// Refuses with TTL_DAYS_INVALID, FRESH_RESET_AUTHORISATION_FORBIDDEN.
    Boolean setAuthorizationTtl(Caller caller, SetAuthorizationTTL ask) {
        authorizations.setTtl(caller.userId(), caller.authKeyId(), ask.authorizationTtlDays());
        return true;
    }
}
