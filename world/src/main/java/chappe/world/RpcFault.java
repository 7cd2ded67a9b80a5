package chappe.world;

/// A call that the server refused.
public final class RpcFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final String error;

    RpcFault(int code, String error, String method) {
        super(code + " " + error + " for " + method);
        this.code = code;
        this.error = error;
    }

    public int code() {
        return code;
    }

    /// The error's name, for instance `PEER_ID_INVALID`.
    public String error() {
        return error;
    }
}
