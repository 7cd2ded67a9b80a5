package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Caller.ClientInfo;
import chappe.api.rpc.Receiver;
import chappe.api.rpc.Reply;
import chappe.core.AuthKeyId;
import chappe.core.SessionId;
import chappe.core.UserId;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.wire.InputPeerUser;
import chappe.wire.Layers;
import chappe.wire.Update;
import chappe.wire.Updates;
import chappe.wire.messages.SendMessage;
import chappe.wire.updates.GetState;
import chappe.wire.updates.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client's session: it calls, and keeps what it is pushed. Pushes arrive on other threads; guarded by its monitor.
final class Session implements Receiver {
    final UserId user;
    private final Town town;
    private final Caller caller;
    private final List<TlObject> pushed = new ArrayList<>();
    private long randomId;
    private boolean isClosed;

    Session(Town town, UserId user, AuthKeyId key, SessionId id) {
        this.town = town;
        this.user = user;
        this.randomId = id.value() << 32;
        var client = new ClientInfo(1, "test", "1", "1", "en");
        this.caller = new Caller(key, id, Layers.NEWEST, 2, "127.0.0.1", null, client, this, false);
    }

    <R> R call(TlMethod<R> method) {
        Reply reply = town.dispatcher.answer(caller, method);
        assertThat(reply).as(method.methodName()).isInstanceOf(Reply.Result.class);
        var in = new TlReader(((Reply.Result) reply).bytes(), Layers.newest());
        R result = method.readResult(in);
        in.expectEnd();
        return result;
    }

    /// The answer, or null where the call is refused with this error.
    <R> @Nullable R callUnless(String error, TlMethod<R> method) {
        Reply reply = town.dispatcher.answer(caller, method);
        if (reply instanceof Reply.Error(int _, String text) && text.equals(error)) return null;
        assertThat(reply).as(method.methodName()).isInstanceOf(Reply.Result.class);
        return method.readResult(new TlReader(((Reply.Result) reply).bytes(), Layers.newest()));
    }

    /// The error that a call is refused with.
    String refusal(TlMethod<?> method) {
        Reply reply = town.dispatcher.answer(caller, method);
        assertThat(reply).as(method.methodName()).isInstanceOf(Reply.Error.class);
        return ((Reply.Error) reply).text();
    }

    State state() {
        return call(new GetState());
    }

    InputPeerUser to(UserId other) {
        return new InputPeerUser(other.value(), town.users.accessHash(user, other));
    }

    Updates send(UserId other, String text) {
        return (Updates) call(new SendMessage.Builder(to(other), text, ++randomId).build());
    }

    /// What was pushed since the last look, once everything has been delivered.
    List<TlObject> pushes() {
        town.deliver();
        return arrived();
    }

    /// What was pushed since the last look, as far as it has arrived.
    synchronized List<TlObject> arrived() {
        List<TlObject> all = List.copyOf(pushed);
        pushed.clear();
        return all;
    }

    /// The updates that were pushed since the last look.
    List<Update> updates() {
        return pushes().stream()
                .filter(Updates.class::isInstance)
                .flatMap(each -> ((Updates) each).updates().stream())
                .toList();
    }

    synchronized void close() {
        isClosed = true;
        town.pusher.closed(this);
    }

    @Override
    public synchronized boolean push(TlObject updates) {
        if (isClosed) return false;
        pushed.add(updates);
        return true;
    }
}
