package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import chappe.core.MsgId;
import chappe.core.SessionId;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import org.jspecify.annotations.Nullable;

/// What sessions ask of the room above. `server` joins it to the dispatcher of `api`.
public interface Requests {

    /// Answers one call. Blocking; runs on a virtual thread of the session, calls of one session in the order
    /// they were sent.
    Answer answer(Call call);

    /// A session that the server did not know has begun (`new_session_created` goes to its client): what was
    /// pushed to earlier sessions of the client may be lost, so that it should be told to catch up. Comes
    /// once for each outlet, before its first call, on the same thread; for a temporary key only once it is
    /// bound.
    void opened(Outlet outlet);

    /// A session is no longer reachable: its outlet delivers nothing more. Only for outlets that were
    /// [#opened].
    void closed(Outlet outlet);

    /// One call, its wrappers taken off.
    ///
    /// @param authKeyId the permanent key, also where the message came under a temporary one
    /// @param dc the DC that the client believes it talks to (1..5)
    /// @param address the client's IP address
    /// @param client what `initConnection` said under this key, once it has
    /// @param withoutUpdates inside `invokeWithoutUpdates`: this session wants no pushes
    record Call(
            AuthKeyId authKeyId,
            SessionId sessionId,
            MsgId msgId,
            int layer,
            int dc,
            String address,
            @Nullable ClientInfo client,
            boolean withoutUpdates,
            TlMethod<?> method,
            Outlet outlet) {}

    /// What `initConnection` says of the client.
    record ClientInfo(
            int apiId,
            String deviceModel,
            String systemVersion,
            String appVersion,
            String systemLangCode,
            String langPack,
            String langCode) {}

    /// The outcome of a call.
    sealed interface Answer {

        /// @param bytes the result as it stands after `req_msg_id` in `rpc_result`, in the call's layer
        record Result(byte[] bytes) implements Answer {}

        /// @param text the error's name, its number filled in
        record Error(int code, String text) implements Answer {}
    }

    /// The way to a session's client for what it did not ask for. Thread-safe; equal only to itself.
    interface Outlet {

        /// The permanent key.
        AuthKeyId authKeyId();

        SessionId sessionId();

        /// Sends `updates` in the session's layer and keeps it until the client acknowledges it, within
        /// bounds: when they are passed, all that was kept gives way to one `updatesTooLong`.
        ///
        /// @return false when the session is closed: nothing was sent
        boolean push(TlObject updates);
    }
}
