package chappe.core.tl;

/// Bytes that are no TL, or TL that this schema does not know. It carries no trace: it is an answer to bad input, not a
/// bug.
public final class TlFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TlFault(String message) {
        super(message, null, false, false);
    }
}
