package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Caller.ClientInfo;
import chappe.api.rpc.Reply;
import chappe.core.AuthKeyId;
import chappe.core.SessionId;
import chappe.core.UserId;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.wire.CodeSettings;
import chappe.wire.InputPeerUser;
import chappe.wire.InputUser;
import chappe.wire.Layers;
import chappe.wire.User;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SignIn;
import chappe.wire.auth.SignUp;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A client that calls under one key, as real ones do in the log-in.
final class Client {
    static final int DC = 4;
    private final Desk desk;
    private final Caller caller;
    final List<TlObject> pushed = new CopyOnWriteArrayList<>();

    Client(Desk desk, AuthKeyId key) {
        this.desk = desk;
        var info = new ClientInfo(4, "Pi", "12", "1.0", "en");
        this.caller = new Caller(
                key, new SessionId(key.value()), Layers.NEWEST, DC, "192.0.2.1", null, info, pushed::add, false);
    }

    <R> R call(TlMethod<R> method) {
        Reply reply = desk.dispatcher.answer(caller, method);
        assertThat(reply).as("%s", reply).isInstanceOf(Reply.Result.class);
        var in = new TlReader(((Reply.Result) reply).bytes(), Layers.newest());
        R result = method.readResult(in);
        in.expectEnd();
        return result;
    }

    /// What an answer comes to, or the code and name of the error.
    <R> String outcome(TlMethod<R> method, Function<R, String> said) {
        return switch (desk.dispatcher.answer(caller, method)) {
            case Reply.Error(int code, String text) -> code + " " + text;
            case Reply.Result(byte[] bytes) -> said.apply(method.readResult(new TlReader(bytes, Layers.newest())));
        };
    }

    /// The code and name of the error that a call is refused with.
    String refusal(TlMethod<?> method) {
        Reply reply = desk.dispatcher.answer(caller, method);
        assertThat(reply).as(method.methodName()).isInstanceOf(Reply.Error.class);
        Reply.Error error = (Reply.Error) reply;
        return error.code() + " " + error.text();
    }

    /// Asks for a code. Returns the phone_code_hash.
    String sendCode(String phone) {
        return ((SentCode) call(new SendCode(phone, 4, "hash", settings()))).phoneCodeHash();
    }

    String code(String phone) {
        return Objects.requireNonNull(desk.codes.get(phone));
    }

    User signUp(String phone, String firstName, String lastName) {
        String hash = sendCode(phone);
        call(new SignIn.Builder(phone, hash).phoneCode(code(phone)).build());
        var signedUp = (Authorization) call(new SignUp.Builder(phone, hash, firstName, lastName).build());
        desk.settle();
        return (User) signedUp.user();
    }

    User signIn(String phone) {
        String hash = sendCode(phone);
        var signedIn = (Authorization)
                call(new SignIn.Builder(phone, hash).phoneCode(code(phone)).build());
        return (User) signedIn.user();
    }

    /// How a user of that id is named by `viewer`.
    InputUser to(User viewer, User other) {
        return new InputUser(other.id(), desk.users.accessHash(new UserId(viewer.id()), new UserId(other.id())));
    }

    /// The same for a chat.
    InputPeerUser peer(User viewer, User other) {
        return new InputPeerUser(other.id(), to(viewer, other).accessHash());
    }

    static CodeSettings settings() {
        return new CodeSettings.Builder().build();
    }
}
