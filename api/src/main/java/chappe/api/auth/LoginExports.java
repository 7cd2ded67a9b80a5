package chappe.api.auth;

import chappe.api.present.PresentLogins;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.DcId;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.ExportedLogins;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.AuthorizationType;
import chappe.wire.auth.ExportAuthorization;
import chappe.wire.auth.ExportedAuthorization;
import chappe.wire.auth.ImportAuthorization;

/// The methods by which a login [goes on to a second key](https://core.telegram.org/api/datacenter#user-export), as
/// clients do it that believe in several DCs.
public final class LoginExports {
    private final ExportedLogins logins;
    private final PresentUsers present;

    public LoginExports(ExportedLogins logins, PresentUsers present) {
        this.logins = logins;
        this.present = present;
    }

    public void register(Routes on) {
        on.user(ExportAuthorization.class, Limit.LOGIN, this::exportAuthorization);
        on.anyone(ImportAuthorization.class, Limit.LOGIN, this::importAuthorization);
    }

    /// [auth.exportAuthorization](https://core.telegram.org/method/auth.exportAuthorization)
    ///
    /// Refuses with DC_ID_INVALID.
    ExportedAuthorization exportAuthorization(Caller caller, ExportAuthorization ask) {
        if (DcId.normalized(ask.dcId()) == 0) throw RpcError.DC_ID_INVALID.refuse();
        UserId user = caller.userId();
        return new ExportedAuthorization(user.value(), logins.export(user, caller.authKeyId()));
    }

    /// [auth.importAuthorization](https://core.telegram.org/method/auth.importAuthorization)
    ///
    /// The bytes serve once, for a minute. The second key ends with the first one's login.
    ///
    /// Refuses with USER_ID_INVALID, AUTH_BYTES_INVALID.
    AuthorizationType importAuthorization(Caller caller, ImportAuthorization ask) {
        if (ask.id() < 1 || ask.id() > UserId.MAX) throw RpcError.USER_ID_INVALID.refuse();
        var user = new UserId(ask.id());
        logins.take(user, ask.bytes(), caller.authKeyId(), PresentLogins.details(caller));
        return new Authorization.Builder(present.user(user, user)).build();
    }
}
