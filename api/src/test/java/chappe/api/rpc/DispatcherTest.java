package chappe.api.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.core.SessionId;
import chappe.core.UserId;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlWriter;
import chappe.wire.Layers;
import chappe.wire.NearestDc;
import chappe.wire.help.GetConfig;
import chappe.wire.help.GetNearestDc;
import chappe.wire.updates.GetState;
import chappe.wire.updates.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What stands between a call and its handler.
final class DispatcherTest {
    private static final AuthKeyId KEY = new AuthKeyId(7);
    private static final NearestDc NEAREST = new NearestDc("FR", 2, 2);

    private final Map<AuthKeyId, UserId> logins = new HashMap<>();
    private final List<TlMethod<?>> heard = new ArrayList<>();
    private final List<String> undocumented = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Dispatcher dispatcher = new Dispatcher(
            new Logins(logins::get),
            Map.of(Limit.READ, new Limit.Rate(3, Duration.ofMinutes(1))),
            (caller, method) -> heard.add(method),
            meters,
            (method, error) -> undocumented.add(method + " " + error));

    @Test
    void anAnswerComesInTheBytesOfTheCallersLayer() {
        dispatcher.anyone(GetNearestDc.class, Limit.READ, (caller, ask) -> NEAREST);

        Reply reply = call(new GetNearestDc());

        byte[] bytes = TlWriter.toBytes(NEAREST, Layers.newest());
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Result.class, result -> assertThat(result.bytes()).isEqualTo(bytes));
    }

    @Test
    void whatNobodyServesIsNoMethod() {
        assertThat(call(new GetConfig())).isEqualTo(new Reply.Error(400, "METHOD_INVALID"));
    }

    @Test
    void whoIsNotLoggedInIsToldSo() {
        dispatcher.user(GetState.class, Limit.READ, (caller, ask) -> {
            throw new AssertionError("called by nobody");
        });

        assertThat(call(new GetState())).isEqualTo(new Reply.Error(401, "AUTH_KEY_UNREGISTERED"));
        assertThat(heard).isEmpty();
    }

    @Test
    void theLoginOfTheKeyCallsAndPushHearsOfIt() {
        dispatcher.user(
                GetState.class,
                Limit.READ,
                (caller, ask) -> new State((int) caller.userId().value(), 0, 0, 0, 0));
        logins.put(KEY, new UserId(11));

        Reply reply = call(new GetState());

        byte[] bytes = TlWriter.toBytes(new State(11, 0, 0, 0, 0), Layers.newest());
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Result.class, result -> assertThat(result.bytes()).isEqualTo(bytes));
        assertThat(heard).containsExactly(new GetState());
    }

    @Test
    void whoCallsTooOftenHearsHowLongToWait() {
        dispatcher.anyone(GetNearestDc.class, Limit.READ, (caller, ask) -> NEAREST);
        for (int i = 0; i < 3; i++) assertThat(call(new GetNearestDc())).isInstanceOf(Reply.Result.class);

        Reply refused = call(new GetNearestDc());

        // A token comes back every 20 s.
        assertThat(refused).isInstanceOfSatisfying(Reply.Error.class, error -> {
            assertThat(error.code()).isEqualTo(420);
            assertThat(error.text()).matches("FLOOD_WAIT_([1-9]|1[0-9]|20)");
        });
    }

    @Test
    void whatIsNotServedIsCountedAndTakesFromTheRateOfReads() {
        for (int i = 0; i < 3; i++) assertThat(call(new GetConfig())).isEqualTo(new Reply.Error(400, "METHOD_INVALID"));

        Reply refused = call(new GetConfig());

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Reply.Error.class, error -> assertThat(error.code()).isEqualTo(420));
        assertThat(meters.counter("chappe.calls.unserved", "method", "GetConfig")
                        .count())
                .isEqualTo(4);
    }

    @Test
    void aRefusalHasItsNumberAndABugIsNoSecret() {
        dispatcher.anyone(GetNearestDc.class, Limit.CHANGE, (caller, ask) -> {
            throw RpcError.FLOOD_WAIT_X.refuse(9);
        });
        dispatcher.anyone(GetConfig.class, Limit.CHANGE, (caller, ask) -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(call(new GetNearestDc())).isEqualTo(new Reply.Error(420, "FLOOD_WAIT_9"));
        assertThat(call(new GetConfig())).isEqualTo(new Reply.Error(500, "INTERNAL"));
    }

    @Test
    void aRefusalThatTheMethodsListDoesNotHaveIsReported() {
        dispatcher.anyone(GetNearestDc.class, Limit.CHANGE, (caller, ask) -> {
            throw RpcError.PHONE_CODE_EXPIRED.refuse();
        });

        call(new GetNearestDc());

        assertThat(undocumented).containsExactly("help.getNearestDc PHONE_CODE_EXPIRED");
    }

    private Reply call(TlMethod<?> method) {
        var client = new Caller.ClientInfo(1, "test", "1", "1", "en");
        var caller =
                new Caller(KEY, new SessionId(1), Layers.NEWEST, 2, "192.0.2.7", null, client, updates -> true, false);
        return dispatcher.answer(caller, method);
    }
}
