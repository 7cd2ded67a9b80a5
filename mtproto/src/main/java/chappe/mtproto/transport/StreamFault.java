package chappe.mtproto.transport;

/// Bytes that the framing they arrived in does not allow. The line is closed; it carries no trace, being an answer to
/// bad input.
public final class StreamFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StreamFault(String message) {
        super(message, null, false, false);
    }
}
