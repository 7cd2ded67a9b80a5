package chappe.tlgen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One line of a schema: a constructor of an abstract type, or a method.
///
/// @param name as the schema spells it, namespace first; MTProto's own have the namespace `mtproto`
record Definition(Kind kind, String name, int id, List<Field> fields, TlType result, String comment) {

    /// What the line defines.
    enum Kind {
        CONSTRUCTOR,
        METHOD
    }

    Definition {
        fields = List.copyOf(fields);
    }

    boolean isMethod() {
        return kind == Kind.METHOD;
    }

    String namespace() {
        return Names.namespace(name);
    }

    String javaName() {
        return Names.type(name);
    }

    /// The name that the protocol's documentation knows.
    String docsName() {
        return namespace().equals("mtproto") ? Names.local(name) : name;
    }

    /// The fields that Java sees: all but the flags and the size of a body, which follow from the others.
    List<Field> visible() {
        return fields.stream()
                .filter(field -> !field.isFlags() && !isSizeOfNext(field))
                .toList();
    }

    /// True of an `int` that says how many bytes the object after it takes (MTProto's container).
    boolean isSizeOfNext(Field field) {
        int next = fields.indexOf(field) + 1;
        return field.name().equals("bytes")
                && next < fields.size()
                && fields.get(next).type().kind() == TlType.Kind.REST;
    }

    List<Field> required() {
        return visible().stream().filter(field -> field.flag() == null).toList();
    }

    boolean hasOptional() {
        return fields.stream().anyMatch(field -> field.flag() != null);
    }

    /// Bits that say of several fields at once that they are there.
    Map<Flag, List<Field>> sharedBits() {
        Map<Flag, List<Field>> bits = new LinkedHashMap<>();
        for (Field field : fields) {
            if (field.flag() != null) {
                bits.computeIfAbsent(field.flag(), flag -> new ArrayList<>()).add(field);
            }
        }
        bits.values().removeIf(sharing -> sharing.size() < 2);
        return bits;
    }
}
