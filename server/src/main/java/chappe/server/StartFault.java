package chappe.server;

/// Why a command cannot do its work, in words for the operator: a wrong setting, a port in use, a locked data folder.
///
/// It has no stack trace, since the sentence is all there is to say. Caught by [Main] only.
final class StartFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartFault(String message) {
        super(message, null, false, false);
    }
}
