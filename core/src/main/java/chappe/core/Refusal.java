package chappe.core;

/// A documented refusal of a call: an error of the schema's list with the number that its name may carry.
///
/// It has no stack trace, since it is an answer and not a bug. Caught by the dispatcher only.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RpcError error;
    private final int number;

    Refusal(RpcError error, int number) {
        super(error.text(number), null, false, false);
        this.error = error;
        this.number = number;
    }

    public RpcError error() {
        return error;
    }

    /// What `X` stands for in names such as `FLOOD_WAIT_X`; 0 where the name has none.
    public int number() {
        return number;
    }
}
