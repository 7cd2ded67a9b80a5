package chappe.domain.account;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A code that was not handed on. Its message names neither code nor phone.
public final class DeliveryFault extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final boolean mayArrive;

    /// @param mayArrive whether the code may arrive all the same: the other side had it and did not answer
    public DeliveryFault(String message, boolean mayArrive) {
        super(message, new IOException(message));
        this.mayArrive = mayArrive;
    }

    public boolean mayArrive() {
        return mayArrive;
    }
}
