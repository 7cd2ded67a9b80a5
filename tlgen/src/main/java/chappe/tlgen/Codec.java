package chappe.tlgen;

import java.util.List;

/// The Java expressions that stand for a TL type: its Java type, how it is read and how it is written.
final class Codec {
    private final Catalogue catalogue;
    private final String packageName;

    Codec(Catalogue catalogue, String packageName) {
        this.catalogue = catalogue;
        this.packageName = packageName;
    }

    /// The type of a record component, `@Nullable` in it where the field is optional.
    String component(Field field) {
        if (!field.isNullable()) return plain(field.type());
        return nullable(field.type());
    }

    String nullable(TlType type) {
        String boxed = boxed(type);
        if (boxed.equals("byte[]")) return "byte @Nullable []";
        int dot = boxed.indexOf('<') < 0 ? boxed.lastIndexOf('.') : -1;
        return dot < 0 ? "@Nullable " + boxed : boxed.substring(0, dot + 1) + "@Nullable " + boxed.substring(dot + 1);
    }

    String plain(TlType type) {
        return switch (type.kind()) {
            case FLAGS, INT -> "int";
            case LONG -> "long";
            case DOUBLE -> "double";
            case TRUE, BOOL -> "boolean";
            default -> boxed(type);
        };
    }

    String boxed(TlType type) {
        return switch (type.kind()) {
            case FLAGS, INT -> "Integer";
            case LONG -> "Long";
            case DOUBLE -> "Double";
            case TRUE, BOOL -> "Boolean";
            case INT128 -> "Int128";
            case INT256 -> "Int256";
            case STRING -> "String";
            case BYTES, REST -> "byte[]";
            case OBJECT -> catalogue.className(type.name(), packageName);
            case BARE -> catalogue.className(catalogue.constructor(type.name()), packageName);
            case QUERY -> "TlMethod<?>";
            case VECTOR, BARE_VECTOR -> "List<" + boxed(type.items()) + ">";
        };
    }

    String read(TlType type) {
        return switch (type.kind()) {
            case FLAGS, INT -> "in.int32()";
            case LONG -> "in.int64()";
            case DOUBLE -> "in.float64()";
            case TRUE -> "true";
            case BOOL -> "in.bool()";
            case INT128 -> "in.int128()";
            case INT256 -> "in.int256()";
            case STRING -> "in.string()";
            case BYTES -> "in.bytes()";
            case REST -> "in.raw(in.remaining())";
            case OBJECT -> "in.object(" + boxed(type) + ".class)";
            case BARE -> boxed(type) + ".read(in)";
            case QUERY -> "in.object(TlMethod.class)";
            case VECTOR ->
                isObject(type.items())
                        ? "in.objects(" + boxed(type.items()) + ".class)"
                        : "in.vector(" + reader(type.items()) + ")";
            case BARE_VECTOR -> "in.bareVector(" + reader(type.items()) + ")";
        };
    }

    /// A statement without its semicolon; `value` is evaluated once.
    String write(TlType type, String value) {
        return switch (type.kind()) {
            case FLAGS, INT -> "out.int32(" + value + ")";
            case LONG -> "out.int64(" + value + ")";
            case DOUBLE -> "out.float64(" + value + ")";
            case TRUE -> "";
            case BOOL -> "out.bool(" + value + ")";
            case INT128 -> "out.int128(" + value + ")";
            case INT256 -> "out.int256(" + value + ")";
            case STRING -> "out.string(" + value + ")";
            case BYTES -> "out.bytes(" + value + ")";
            case REST -> "out.raw(" + value + ")";
            case OBJECT, QUERY -> "out.object(" + value + ")";
            case BARE -> value + ".writeFields(out)";
            case VECTOR ->
                isObject(type.items())
                        ? "out.objects(" + value + ")"
                        : "out.vector(" + value + ", " + writer(type.items()) + ")";
            case BARE_VECTOR -> "out.bareVector(" + value + ", " + writer(type.items()) + ")";
        };
    }

    /// What a missing field holds when a sibling that shares its bit is there; empty where no such value exists.
    static String defaultOf(TlType type) {
        return switch (type.kind()) {
            case INT, FLAGS -> "0";
            case LONG -> "0L";
            case DOUBLE -> "0.0";
            case STRING -> "\"\"";
            case BYTES -> "new byte[0]";
            case TRUE -> "true";
            case BOOL -> "false";
            case VECTOR, BARE_VECTOR -> "List.of()";
            case INT128, INT256, OBJECT, BARE, QUERY, REST -> "";
        };
    }

    private static boolean isObject(TlType type) {
        return type.kind() == TlType.Kind.OBJECT;
    }

    private String reader(TlType item) {
        return simple(item)
                ? "TlReader::" + method(item)
                : "each -> " + read(item).replace("in.", "each.").replace("(in)", "(each)");
    }

    private String writer(TlType item) {
        if (simple(item)) return "TlWriter::" + method(item);
        return "(to, each) -> " + write(item, "each").replace("out.", "to.").replace("(out)", "(to)");
    }

    private static boolean simple(TlType item) {
        return !method(item).isEmpty();
    }

    private static String method(TlType item) {
        return switch (item.kind()) {
            case INT -> "int32";
            case LONG -> "int64";
            case DOUBLE -> "float64";
            case BOOL -> "bool";
            case INT128 -> "int128";
            case INT256 -> "int256";
            case STRING -> "string";
            case BYTES -> "bytes";
            default -> "";
        };
    }

    /// Components joined as parameters.
    String parameters(List<Field> fields) {
        return String.join(
                ", ",
                fields.stream()
                        .map(field -> component(field) + " " + field.javaName())
                        .toList());
    }
}
