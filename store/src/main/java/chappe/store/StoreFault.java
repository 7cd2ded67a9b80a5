package chappe.store;

import org.jspecify.annotations.Nullable;

/// The store could not commit, or cannot say whether it did. Callers answer "try later", never "not found".
public final class StoreFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
