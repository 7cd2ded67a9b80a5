package chappe.mtproto.handshake;

/// A check that failed, on its way to [Handshakes], which catches it. It carries no trace: it is an answer to bad
/// input.
final class HandshakeFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Check check;

    HandshakeFault(Check check) {
        super(check.name(), null, false, false);
        this.check = check;
    }

    Check check() {
        return check;
    }

    static void require(boolean holds, Check check) {
        if (!holds) throw new HandshakeFault(check);
    }
}
