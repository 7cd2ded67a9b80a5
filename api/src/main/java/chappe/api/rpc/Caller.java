package chappe.api.rpc;

import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.core.SessionId;
import chappe.core.UserId;
import chappe.domain.box.Actor;
import org.jspecify.annotations.Nullable;

/// Who calls: the key, its login if it has one, and what the client said of itself.
///
/// @param dc the DC that the client believes it talks to; every `dc_id` and `this_dc` sent to it is this number
/// @param address the client's IP address, for limits
/// @param withoutUpdates the call came inside `invokeWithoutUpdates`: its session wants no pushes
public record Caller(
        AuthKeyId authKeyId,
        SessionId sessionId,
        int layer,
        int dc,
        String address,
        @Nullable UserId loggedIn,
        ClientInfo client,
        Receiver receiver,
        boolean withoutUpdates) {

    /// The logged-in user. Methods registered with `on.user` always have one.
    public UserId userId() {
        if (loggedIn == null) throw RpcError.AUTH_KEY_UNREGISTERED.refuse();
        return loggedIn;
    }

    /// The logged-in user and the key, as boxes and accounts know who changes them.
    public Actor actor() {
        return new Actor(userId(), authKeyId);
    }

    /// The same caller with its login filled in.
    Caller as(@Nullable UserId user) {
        return new Caller(authKeyId, sessionId, layer, dc, address, user, client, receiver, withoutUpdates);
    }

    /// What `initConnection` said; empty texts where it has not been called.
    public record ClientInfo(int apiId, String deviceModel, String systemVersion, String appVersion, String langCode) {}
}
