package chappe.store.backup;

import org.jspecify.annotations.Nullable;

/// A backup cannot be taken, or a restore refuses. Its message is for the operator.
public final class BackupFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BackupFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
