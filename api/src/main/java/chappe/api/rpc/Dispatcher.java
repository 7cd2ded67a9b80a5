package chappe.api.rpc;

import chappe.core.MethodErrors;
import chappe.core.Refusal;
import chappe.core.RpcError;
import chappe.core.tl.TlMethod;
import chappe.wire.Layers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a call to its handler, and what the handler gives or refuses back into bytes of the caller's layer.
///
/// Handlers register before the first call; from then on the routes are only read. Thread-safe.
public final class Dispatcher implements Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Map<Class<?>, Route<?, ?>> routes = new HashMap<>();
    private final Logins logins;
    private final CallRates rates;
    private final CallListener listener;
    private final MeterRegistry meters;
    private final BiConsumer<String, RpcError> undocumented;

    /// @param undocumented told of a refusal that the method's list does not have: the server logs it, tests fail
    public Dispatcher(
            Logins logins,
            Map<Limit, Limit.Rate> rates,
            CallListener listener,
            MeterRegistry meters,
            BiConsumer<String, RpcError> undocumented) {
        this.logins = logins;
        this.rates = new CallRates(rates);
        this.listener = listener;
        this.meters = meters;
        this.undocumented = undocumented;
    }

    /// Answers one call. Blocking. The caller comes without its login, which is looked up here.
    public Reply answer(Caller anonymous, TlMethod<?> method) {
        Route<?, ?> route = routes.get(method.getClass());
        if (route == null) return unserved(anonymous, method);
        Timer.Sample timed = Timer.start(meters);
        Reply reply = answered(route, anonymous, method);
        timed.stop(route.timer(meters, reply instanceof Reply.Result));
        return reply;
    }

    @Override
    public <R, M extends TlMethod<R>> void user(Class<M> method, Limit limit, Handler<R, M> handler) {
        register(new Route<>(method, Access.USER, Service.SERVED, limit, handler));
    }

    @Override
    public <R, M extends TlMethod<R>> void anyone(Class<M> method, Limit limit, Handler<R, M> handler) {
        register(new Route<>(method, Access.ANYONE, Service.SERVED, limit, handler));
    }

    @Override
    public <R, M extends TlMethod<R>> void empty(Class<M> method, Handler<R, M> handler) {
        register(new Route<>(method, Access.USER, Service.EMPTY, Limit.READ, handler));
    }

    @Override
    public <R, M extends TlMethod<R>> void emptyForAnyone(Class<M> method, Handler<R, M> handler) {
        register(new Route<>(method, Access.ANYONE, Service.EMPTY, Limit.READ, handler));
    }

    /// What is registered, for docs/methods.md.
    public Map<Class<?>, Service> served() {
        Map<Class<?>, Service> served = new HashMap<>();
        routes.forEach((method, route) -> served.put(method, route.service()));
        return Collections.unmodifiableMap(served);
    }

    /// What a method's answer is worth.
    public enum Service {
        SERVED,
        EMPTY
    }

    private void register(Route<?, ?> route) {
        if (routes.put(route.method(), route) != null)
            throw new IllegalStateException("two handlers for " + route.method());
    }

    /// What we do not serve costs its caller as much as a read, and is counted: operators see what clients miss.
    private Reply unserved(Caller anonymous, TlMethod<?> method) {
        meters.counter("chappe.calls.unserved", "method", method.getClass().getSimpleName())
                .increment();
        try {
            rates.take(anonymous.as(logins.find(anonymous.authKeyId())), Limit.READ);
        } catch (Refusal refusal) {
            return error(method, refusal.error(), refusal.number());
        }
        return error(method, RpcError.METHOD_INVALID, 0);
    }

    private <R, M extends TlMethod<R>> Reply answered(Route<R, M> route, Caller anonymous, TlMethod<?> call) {
        M method = route.method().cast(call);
        try {
            Caller caller = anonymous.as(logins.find(anonymous.authKeyId()));
            if (route.access() == Access.USER) caller.userId();
            rates.take(caller, route.limit());
            if (caller.loggedIn() != null) listener.called(caller, method);
            R result = route.handler().handle(caller, method);
            return new Reply.Result(Layers.toBytes(caller.layer(), method, result));
        } catch (Refusal refusal) {
            return error(method, refusal.error(), refusal.number());
        } catch (RuntimeException bug) {
            LOG.error(
                    "method={} authKeyId={} bug",
                    method.methodName(),
                    anonymous.authKeyId().value(),
                    bug);
            return error(method, RpcError.INTERNAL, 0);
        }
    }

    private Reply error(TlMethod<?> method, RpcError error, int number) {
        if (!MethodErrors.allows(method.methodName(), error)) undocumented.accept(method.methodName(), error);
        return new Reply.Error(MethodErrors.code(method.methodName(), error), error.text(number));
    }

    private enum Access {
        USER,
        ANYONE
    }

    /// One registered method. The timers are made at the first call, so that a start does not pay for all of them.
    private static final class Route<R, M extends TlMethod<R>> {
        private final Class<M> method;
        private final Access access;
        private final Service service;
        private final Limit limit;
        private final Handler<R, M> handler;
        private volatile @Nullable Timer answered;
        private volatile @Nullable Timer refused;

        Route(Class<M> method, Access access, Service service, Limit limit, Handler<R, M> handler) {
            this.method = method;
            this.access = access;
            this.service = service;
            this.limit = limit;
            this.handler = handler;
        }

        Class<M> method() {
            return method;
        }

        Access access() {
            return access;
        }

        Service service() {
            return service;
        }

        Limit limit() {
            return limit;
        }

        Handler<R, M> handler() {
            return handler;
        }

        Timer timer(MeterRegistry meters, boolean isAnswer) {
            Timer known = isAnswer ? answered : refused;
            if (known != null) return known;
            Timer made = meters.timer(
                    "chappe.calls", "method", method.getSimpleName(), "outcome", isAnswer ? "answered" : "refused");
            if (isAnswer) answered = made;
            else refused = made;
            return made;
        }
    }
}
