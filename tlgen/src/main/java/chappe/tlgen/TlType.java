package chappe.tlgen;

import org.jspecify.annotations.Nullable;

/// The type of a field or of a result. `name` is there for [Kind#OBJECT] (an abstract TL type) and [Kind#BARE] (a
/// constructor written without its id), `item` for the vectors.
record TlType(Kind kind, String name, @Nullable TlType item) {

    /// How a value of the type stands on the wire.
    enum Kind {
        FLAGS,
        TRUE,
        INT,
        LONG,
        DOUBLE,
        INT128,
        INT256,
        STRING,
        BYTES,
        BOOL,
        /// A boxed object of the named abstract type.
        OBJECT,
        /// The fields of the named constructor, without its id.
        BARE,
        /// Any method: `!X`.
        QUERY,
        /// An object that is kept as the bytes it came in: `Object`.
        REST,
        VECTOR,
        BARE_VECTOR
    }

    static TlType of(Kind kind) {
        return new TlType(kind, "", null);
    }

    static TlType vector(TlType item) {
        return new TlType(Kind.VECTOR, "", item);
    }

    static TlType bareVector(TlType item) {
        return new TlType(Kind.BARE_VECTOR, "", item);
    }

    /// A type as the schema spells it, vectors and flags apart. Abstract types get the prefix of their namespace.
    static TlType named(String text, String prefix) {
        return switch (text) {
            case "#" -> of(Kind.FLAGS);
            case "true" -> of(Kind.TRUE);
            case "int" -> of(Kind.INT);
            case "long", "int53" -> of(Kind.LONG);
            case "double" -> of(Kind.DOUBLE);
            case "int128" -> of(Kind.INT128);
            case "int256" -> of(Kind.INT256);
            case "string" -> of(Kind.STRING);
            case "bytes" -> of(Kind.BYTES);
            case "Bool" -> of(Kind.BOOL);
            case "!X", "X" -> of(Kind.QUERY);
            case "Object" -> of(Kind.REST);
            default -> new TlType(Kind.OBJECT, prefix + text, null);
        };
    }

    TlType items() {
        if (item == null) throw new SchemaFault("no vector: " + this);
        return item;
    }

    boolean isVector() {
        return kind == Kind.VECTOR || kind == Kind.BARE_VECTOR;
    }

    boolean holdsBytes() {
        return kind == Kind.BYTES || kind == Kind.REST || (item != null && item.holdsBytes());
    }
}
