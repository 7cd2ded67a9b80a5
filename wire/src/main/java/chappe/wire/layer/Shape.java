package chappe.wire.layer;

import org.jspecify.annotations.Nullable;

/// The type of a field or of an answer. Immutable.
///
/// @param name of the abstract type, for [Kind#OBJECT]
/// @param item for [Kind#VECTOR]
record Shape(Kind kind, String name, @Nullable Shape item) {

    /// How a value stands on the wire, and what it is in a [Node].
    enum Kind {
        /// Follows from the other fields; never a value.
        FLAGS,
        /// [Boolean#TRUE] or absent.
        TRUE,
        /// [Boolean].
        BOOL,
        /// [Integer].
        INT,
        /// [Long].
        LONG,
        /// [Double].
        DOUBLE,
        /// `byte[]`, of strings too: a translation does not look into them.
        BYTES,
        /// `byte[]` of 16.
        INT128,
        /// `byte[]` of 32.
        INT256,
        /// [Node].
        OBJECT,
        /// [java.util.List].
        VECTOR
    }

    private static final String VECTOR_OPEN = "Vector<";

    /// @param text as the schema spells it, without flag
    static Shape of(String text) {
        if (text.startsWith(VECTOR_OPEN)) {
            return new Shape(Kind.VECTOR, "", of(text.substring(VECTOR_OPEN.length(), text.length() - 1)));
        }
        return switch (text) {
            case "#" -> plain(Kind.FLAGS);
            case "true" -> plain(Kind.TRUE);
            case "Bool" -> plain(Kind.BOOL);
            case "int" -> plain(Kind.INT);
            case "long" -> plain(Kind.LONG);
            case "double" -> plain(Kind.DOUBLE);
            case "string", "bytes" -> plain(Kind.BYTES);
            case "int128" -> plain(Kind.INT128);
            case "int256" -> plain(Kind.INT256);
            // Any method, or what it answers.
            case "!X" -> new Shape(Kind.OBJECT, "", null);
            default -> new Shape(Kind.OBJECT, text, null);
        };
    }

    Shape items() {
        if (item == null) throw new IllegalStateException("no vector: " + this);
        return item;
    }

    /// Whether an object of the abstract type may stand here.
    boolean takes(String type) {
        return kind == Kind.OBJECT && (name.isEmpty() || name.equals(type));
    }

    private static Shape plain(Kind kind) {
        return new Shape(kind, "", null);
    }
}
