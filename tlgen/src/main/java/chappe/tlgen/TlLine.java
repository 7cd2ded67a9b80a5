package chappe.tlgen;

/// Spells a definition as TL text again, in one form whatever the schema it was read from.
final class TlLine {
    private TlLine() {}

    static String of(Definition definition) {
        var line = new StringBuilder(definition.name()).append('#').append("%08x".formatted(definition.id()));
        for (Field field : definition.fields()) {
            line.append(' ').append(field.name()).append(':');
            Flag flag = field.flag();
            if (flag != null) {
                line.append(flag.field()).append('.').append(flag.bit()).append('?');
            }
            line.append(of(field.type()));
        }
        return line.append(" = ").append(of(definition.result())).toString();
    }

    static String of(TlType type) {
        return switch (type.kind()) {
            case FLAGS -> "#";
            case TRUE -> "true";
            case INT -> "int";
            case LONG -> "long";
            case DOUBLE -> "double";
            case INT128 -> "int128";
            case INT256 -> "int256";
            case STRING -> "string";
            case BYTES -> "bytes";
            case BOOL -> "Bool";
            case QUERY -> "!X";
            case OBJECT -> type.name();
            case VECTOR -> "Vector<" + of(type.items()) + ">";
            case BARE, BARE_VECTOR, REST -> throw new SchemaFault("no type of the client API: " + type);
        };
    }
}
