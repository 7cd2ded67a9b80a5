package chappe.tlgen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the class that finds the record of a constructor id.
///
/// It is a switch over the id's upper four bits and one more switch for each of their values: a single one over all ids
/// would be longer than 8,000 bytes of bytecode, and the JVM never compiles such a method. They are statements that
/// return, not expressions: where the branches of an expression meet, the verifier compares their types and for that
/// loads all records (2,700 classes, 0.25 s).
final class LookupWriter {
    private static final String EMPTY = """

                static TlObject read(int constructorId, TlReader in) {
                    throw new TlFault("unknown constructor " + Integer.toHexString(constructorId));
                }
            }
            """;

    private LookupWriter() {}

    static String text(Catalogue catalogue, String packageName, String className, int layer) {
        Map<Integer, List<Definition>> buckets = new TreeMap<>();
        for (Definition definition : catalogue.definitions()) {
            buckets.computeIfAbsent(definition.id() >>> 28, bucket -> new ArrayList<>())
                    .add(definition);
        }
        var out = new StringBuilder(
                head(packageName, className, layer, catalogue.definitions().size()));
        if (buckets.isEmpty()) return out.append(EMPTY).toString();
        out.append(
                "\n    static TlObject read(int constructorId, TlReader in) {\n        return switch (constructorId >>> 28) {\n");
        buckets.keySet()
                .forEach(bucket ->
                        out.append("            case 0x%x -> read%1$x(constructorId, in);\n".formatted(bucket)));
        out.append("            default -> throw unknown(constructorId);\n        };\n    }\n");
        buckets.forEach((bucket, members) -> bucket(catalogue, packageName, bucket, members, out));
        out.append("""

                    private static TlFault unknown(int constructorId) {
                        return new TlFault("unknown constructor " + Integer.toHexString(constructorId));
                    }
                }
                """);
        return out.toString();
    }

    private static String head(String packageName, String className, int layer, int size) {
        String layerLine = layer == 0
                ? ""
                : "\n    /// The layer that the records were generated from.\n    static final int LAYER = " + layer
                        + ";\n";
        return """
                package %s;

                import chappe.core.tl.Schema;
                import chappe.core.tl.TlFault;
                import chappe.core.tl.TlObject;
                import chappe.core.tl.TlReader;
                import chappe.core.tl.TlWriter;

                /// Finds the record of a constructor id, among %d. Stateless.
                public final class %s {
                    public static final Schema SCHEMA = new Schema() {
                        @Override
                        public TlObject read(int constructorId, TlReader in) {
                            return %2$s.read(constructorId, in);
                        }

                        @Override
                        public void write(TlObject object, TlWriter out) {
                            object.write(out);
                        }
                    };
                %3$s
                    private %2$s() {}
                """.replace("%d", Integer.toString(size)).formatted(packageName, className, layerLine);
    }

    private static void bucket(
            Catalogue catalogue, String packageName, int bucket, List<Definition> members, StringBuilder out) {
        out.append("""

                    private static TlObject read%x(int constructorId, TlReader in) {
                        switch (constructorId) {
                """.formatted(bucket));
        for (Definition member : members) {
            // The number and not the record's constant: javac copies constants, and an old class file would keep its
            // copy.
            String name = catalogue.className(member, packageName);
            out.append("            case 0x%08x: return %s.read(in);\n".formatted(member.id(), name));
        }
        out.append("            default: throw unknown(constructorId);\n        }\n    }\n");
    }
}
