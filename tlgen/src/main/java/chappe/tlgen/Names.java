package chappe.tlgen;

import java.util.Locale;
import java.util.Set;

/// The words of the schema as Java spells them.
final class Names {
    private static final Set<String> TAKEN = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "try",
            "void",
            "volatile",
            "while",
            "true",
            "false",
            "null",
            "_",
            // what every record has already, or what the generated code calls its own
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "constructorId",
            "methodName",
            "in");

    private Names() {}

    static String namespace(String tlName) {
        int dot = tlName.lastIndexOf('.');
        return dot < 0 ? "" : tlName.substring(0, dot);
    }

    static String local(String tlName) {
        return tlName.substring(tlName.lastIndexOf('.') + 1);
    }

    /// `p_q_inner_data_dc` is `PQInnerDataDc`: each part's first letter is capital, the rest stays.
    static String type(String tlName) {
        var java = new StringBuilder();
        for (String part : local(tlName).split("_", -1)) java.append(capital(part));
        return java.toString();
    }

    /// `from_id` is `fromId`, `srp_B` is `srpB`, `default` is `default_`.
    static String member(String tlName) {
        String type = type(tlName);
        String java = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        return TAKEN.contains(java) ? java + "_" : java;
    }

    private static String capital(String part) {
        return part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1);
    }
}
