package chappe.store.seal;

import org.jspecify.annotations.Nullable;

/// The key is missing or is not the store's, or sealed bytes were changed. Its message names files and never content.
public final class VaultFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public VaultFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
