package chappe.tlgen;

import org.jspecify.annotations.Nullable;

/// A field of a constructor or method. `flag` is there for optional ones; `comment` is the schema's, HTML and all.
record Field(String name, TlType type, @Nullable Flag flag, String comment) {

    boolean isFlags() {
        return type.kind() == TlType.Kind.FLAGS;
    }

    boolean isTrue() {
        return type.kind() == TlType.Kind.TRUE;
    }

    /// Optional with a value, which Java says with null.
    boolean isNullable() {
        return flag != null && !isTrue();
    }

    String javaName() {
        return Names.member(name);
    }
}
