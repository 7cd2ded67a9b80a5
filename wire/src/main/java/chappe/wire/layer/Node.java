package chappe.wire.layer;

import org.jspecify.annotations.Nullable;

/// An object or call as its layer's line lays it out, values by the index of their field ([Shape.Kind]
/// says what each is); null where a field is not there. Confined to one thread.
record Node(Line line, @Nullable Object[] values) {

    @Nullable
    Object find(String field) {
        int index = line.indexOf(field);
        return index < 0 ? null : values[index];
    }

    String type() {
        return line.result().name();
    }
}
