package chappe.api.rpc;

import chappe.core.tl.TlMethod;

/// Told of each call of a logged-in user before it is answered, so that push subscribes before the handler reads (rule
/// R10).
@FunctionalInterface
public interface CallListener {
    void called(Caller caller, TlMethod<?> method);
}
