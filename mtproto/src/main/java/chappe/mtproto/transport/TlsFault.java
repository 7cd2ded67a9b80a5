package chappe.mtproto.transport;

/// A certificate or key that cannot be used; the message says why, for an operator.
public final class TlsFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    TlsFault(String message) {
        super(message);
    }

    TlsFault(String message, Throwable cause) {
        super(message, cause);
    }
}
