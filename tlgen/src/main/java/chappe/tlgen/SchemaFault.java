package chappe.tlgen;

/// A schema that cannot be turned into Java; its message names the line or the definition.
final class SchemaFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    SchemaFault(String message) {
        super(message);
    }
}
