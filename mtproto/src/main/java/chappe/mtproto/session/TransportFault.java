package chappe.mtproto.session;

/// A frame that gets no message for an answer: four bytes with an error number, or nothing but the end of the
/// connection ([transport errors](https://core.telegram.org/mtproto/mtproto-transports#transport-errors)).
/// Thrown to the frame loop; it carries no trace.
public final class TransportFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What the client gets to see.
    public enum Kind {
        /// No such authorization key here: unknown, destroyed or expired.
        KEY_UNKNOWN(-404),
        /// Asked too much, or asked while the store cannot say: the client keeps its key and comes back.
        TRY_LATER(-429),
        /// Not made with the key, or no message at all: an answer would tell a forger which.
        FORGED(0);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// The number to send, or 0 for none.
        public int code() {
            return code;
        }
    }

    private final Kind kind;

    public TransportFault(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
