package chappe.server;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Dispatcher;
import chappe.api.rpc.Receiver;
import chappe.api.rpc.Reply;
import chappe.core.tl.TlObject;
import chappe.mtproto.session.Requests;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Joins the sessions to the dispatcher: what one room calls a call is the other's caller and method. Immutable.
final class DispatchedRequests implements Requests {
    private static final Caller.ClientInfo UNKNOWN_CLIENT = new Caller.ClientInfo(0, "", "", "", "");

    private final Dispatcher dispatcher;
    private final Consumer<Receiver> gone;

    /// @param gone told of each receiver whose session is no longer reachable
    DispatchedRequests(Dispatcher dispatcher, Consumer<Receiver> gone) {
        this.dispatcher = dispatcher;
        this.gone = gone;
    }

    @Override
    public Answer answer(Call call) {
        return switch (dispatcher.answer(caller(call), call.method())) {
            case Reply.Result result -> new Answer.Result(result.bytes());
            case Reply.Error error -> new Answer.Error(error.code(), error.text());
        };
    }

    /// Nothing to do: push begins with a session's first call, and tells it then to catch up.
    @Override
    public void opened(Outlet outlet) {}

    @Override
    public void closed(Outlet outlet) {
        gone.accept(new SessionReceiver(outlet));
    }

    private static Caller caller(Call call) {
        return new Caller(
                call.authKeyId(),
                call.sessionId(),
                call.layer(),
                call.dc(),
                call.address(),
                null,
                client(call.client()),
                new SessionReceiver(call.outlet()),
                call.withoutUpdates());
    }

    private static Caller.ClientInfo client(@Nullable ClientInfo said) {
        if (said == null) return UNKNOWN_CLIENT;
        return new Caller.ClientInfo(
                said.apiId(), said.deviceModel(), said.systemVersion(), said.appVersion(), said.langCode());
    }

    /// The same session always gives an equal receiver: outlets are equal only to themselves.
    private record SessionReceiver(Outlet outlet) implements Receiver {

        @Override
        public boolean push(TlObject updates) {
            return outlet.push(updates);
        }
    }
}
