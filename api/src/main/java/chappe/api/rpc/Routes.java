package chappe.api.rpc;

import chappe.core.tl.TlMethod;

/// Where handlers say which methods they answer, for whom, and how often they may be called.
public interface Routes {

    /// Logged-in users; others get AUTH_KEY_UNREGISTERED.
    <R, M extends TlMethod<R>> void user(Class<M> method, Limit limit, Handler<R, M> handler);

    /// Everyone, before log-in too.
    <R, M extends TlMethod<R>> void anyone(Class<M> method, Limit limit, Handler<R, M> handler);

    /// Like [#user], for a load that clients make at start-up and whose valid answer is empty until the
    /// feature is built. Listed as such in docs/methods.md.
    <R, M extends TlMethod<R>> void empty(Class<M> method, Handler<R, M> handler);

    /// Like [#empty], before log-in too.
    <R, M extends TlMethod<R>> void emptyForAnyone(Class<M> method, Handler<R, M> handler);

    /// Answers one method: resolve, check, call one domain method, present.
    @FunctionalInterface
    interface Handler<R, M extends TlMethod<R>> {
        R handle(Caller caller, M ask);
    }
}
