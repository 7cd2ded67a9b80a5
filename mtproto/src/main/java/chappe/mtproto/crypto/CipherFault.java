package chappe.mtproto.crypto;

/// Bytes that were not encrypted with the key they name. It never says what was wrong with them, and carries no
/// trace.
public final class CipherFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CipherFault() {
        super("not encrypted with this key", null, false, false);
    }
}
