package chappe.wire.layer;

/// A field of a [Line]. Immutable.
///
/// @param flags where the flags field stands that says whether this one is there; -1 for one that
/// always is
/// @param bit of it
record Field(String name, Shape shape, int flags, int bit) {

    boolean isOptional() {
        return flags >= 0;
    }

    boolean isFlags() {
        return shape.kind() == Shape.Kind.FLAGS;
    }

    boolean sharesBitWith(Field other) {
        return isOptional() && flags == other.flags && bit == other.bit;
    }
}
