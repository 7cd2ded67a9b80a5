package chappe.api.rpc;

/// The outcome of a call, ready for `rpc_result`.
public sealed interface Reply {

    /// @param bytes the result in the caller's layer
    record Result(byte[] bytes) implements Reply {}

    record Error(int code, String text) implements Reply {}
}
