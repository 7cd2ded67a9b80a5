package chappe.tlgen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes one definition as a record: fields, codec, and what Java needs besides (see the parts' comments).
final class RecordWriter {

    /// Records whose content is secret: they print their name only.
    private static final Set<String> SECRET = Set.of(
            "mtproto.p_q_inner_data",
            "mtproto.p_q_inner_data_dc",
            "mtproto.p_q_inner_data_temp",
            "mtproto.p_q_inner_data_temp_dc",
            "mtproto.server_DH_inner_data",
            "mtproto.client_DH_inner_data",
            "mtproto.bind_auth_key_inner",
            "mtproto.future_salt",
            "mtproto.new_session_created",
            "mtproto.bad_server_salt",
            "auth.signIn",
            "auth.checkPassword",
            "auth.recoverPassword",
            "auth.importBotAuthorization",
            "auth.importAuthorization",
            "auth.exportedAuthorization",
            "auth.loginToken",
            "auth.importLoginToken",
            "auth.acceptLoginToken",
            "inputCheckPasswordSRP",
            "account.passwordInputSettings");

    private final Catalogue catalogue;
    private final Definition definition;
    private final String packageName;
    private final Codec codec;
    private final StringBuilder out = new StringBuilder();

    RecordWriter(Catalogue catalogue, Definition definition) {
        this.catalogue = catalogue;
        this.definition = definition;
        this.packageName = catalogue.packageOf(definition.name());
        this.codec = new Codec(catalogue, packageName);
    }

    String text() {
        head();
        out.append("public record ").append(definition.javaName()).append('(');
        out.append(codec.parameters(definition.visible()))
                .append(") implements ")
                .append(superType())
                .append(" {\n");
        out.append("    public static final int ID = 0x%08x;\n".formatted(definition.id()));
        compactConstructor();
        reading();
        writing();
        if (definition.isMethod()) method();
        equality();
        if (SECRET.contains(definition.name())) printing();
        if (definition.hasOptional()) out.append(new BuilderWriter(definition, codec).text());
        return out.append("}\n").toString();
    }

    private void head() {
        out.append("package ").append(packageName).append(";\n\n");
        for (String name : imports()) out.append("import ").append(name).append(";\n");
        out.append('\n').append(Doc.comment("", documentation()));
    }

    private List<String> imports() {
        List<String> imports = new ArrayList<>();
        List<TlType.Kind> kinds = new ArrayList<>();
        definition.fields().forEach(field -> collect(field.type(), kinds));
        collect(definition.result(), kinds);
        if (kinds.contains(TlType.Kind.INT128)) imports.add("chappe.core.tl.Int128");
        if (kinds.contains(TlType.Kind.INT256)) imports.add("chappe.core.tl.Int256");
        if (definition.isMethod() || kinds.contains(TlType.Kind.QUERY)) imports.add("chappe.core.tl.TlMethod");
        if (!definition.isMethod() && catalogue.findUnionOf(definition) == null) imports.add("chappe.core.tl.TlObject");
        imports.add("chappe.core.tl.TlReader");
        imports.add("chappe.core.tl.TlWriter");
        if (holdsBytes()) imports.add("java.util.Arrays");
        if (kinds.contains(TlType.Kind.VECTOR) || kinds.contains(TlType.Kind.BARE_VECTOR))
            imports.add("java.util.List");
        if (holdsBytes() || definition.visible().stream().anyMatch(Field::isNullable)) {
            imports.add("org.jspecify.annotations.Nullable");
        }
        return imports;
    }

    private static void collect(TlType type, List<TlType.Kind> kinds) {
        kinds.add(type.kind());
        if (type.isVector()) collect(type.items(), kinds);
    }

    private List<String> documentation() {
        List<String> paragraphs = new ArrayList<>();
        String comment = Doc.plain(definition.comment());
        paragraphs.add(comment.isEmpty() ? "`" + definition.docsName() + "`." : comment);
        for (Field field : definition.visible()) {
            String about = Doc.plain(field.comment());
            if (!about.isEmpty()) paragraphs.add("- `" + field.javaName() + "`: " + about);
        }
        if (packageName.startsWith("chappe.wire") && !packageName.endsWith(".mtproto")) {
            String kind = definition.isMethod() ? "method" : "constructor";
            paragraphs.add("[" + definition.docsName() + "](https://core.telegram.org/" + kind + "/"
                    + definition.docsName() + ")");
        }
        return paragraphs;
    }

    private String superType() {
        if (definition.isMethod()) return "TlMethod<" + resultType() + ">";
        String union = catalogue.findUnionOf(definition);
        return union == null ? "TlObject" : codec.boxed(definition.result());
    }

    private String resultType() {
        return definition.result().kind() == TlType.Kind.QUERY ? "Object" : codec.boxed(definition.result());
    }

    /// Lists become immutable; fields that share a bit are there together or not at all.
    private void compactConstructor() {
        var body = new StringBuilder();
        definition.sharedBits().forEach((flag, sharing) -> together(sharing, body));
        for (Field field : definition.visible()) {
            if (!field.type().isVector()) continue;
            String name = field.javaName();
            String condition = field.isNullable() ? "if (" + name + " != null) " : "";
            body.append("        ")
                    .append(condition)
                    .append(name)
                    .append(" = List.copyOf(")
                    .append(name)
                    .append(");\n");
        }
        if (body.isEmpty()) return;
        out.append("\n    public ")
                .append(definition.javaName())
                .append(" {\n")
                .append(body)
                .append("    }\n");
    }

    private static void together(List<Field> sharing, StringBuilder body) {
        List<String> present = sharing.stream().map(RecordWriter::isThere).toList();
        body.append("        if (").append(String.join(" || ", present)).append(") {\n");
        for (Field field : sharing) {
            String value = Codec.defaultOf(field.type());
            String name = field.javaName();
            if (field.isTrue()) {
                body.append("            ").append(name).append(" = true;\n");
            } else if (value.isEmpty()) {
                body.append("            if (")
                        .append(name)
                        .append(" == null) throw new IllegalArgumentException(\"no ")
                        .append(name)
                        .append(", though its flag is set\");\n");
            } else {
                body.append("            if (")
                        .append(name)
                        .append(" == null) ")
                        .append(name)
                        .append(" = ")
                        .append(value)
                        .append(";\n");
            }
        }
        body.append("        }\n");
    }

    private static String isThere(Field field) {
        return field.isTrue() ? field.javaName() : field.javaName() + " != null";
    }

    private void reading() {
        out.append("\n    /// Reads the fields, the constructor id having been read.\n");
        out.append("    public static ").append(definition.javaName()).append(" read(TlReader in) {\n");
        for (int i = 0; i < definition.fields().size(); i++) readField(i);
        List<String> names = definition.visible().stream().map(Field::javaName).toList();
        out.append("        return new ")
                .append(definition.javaName())
                .append('(')
                .append(String.join(", ", names))
                .append(");\n");
        out.append("    }\n");
    }

    private void readField(int index) {
        Field field = definition.fields().get(index);
        String type =
                field.isTrue() ? "boolean" : field.isNullable() ? codec.boxed(field.type()) : codec.plain(field.type());
        out.append("        ").append(type).append(' ').append(field.javaName()).append(" = ");
        Flag flag = field.flag();
        if (flag == null) {
            out.append(readValue(index));
        } else {
            out.append('(').append(Names.member(flag.field())).append(" & 0x%x) != 0".formatted(1 << flag.bit()));
            if (!field.isTrue()) out.append(" ? ").append(readValue(index)).append(" : null");
        }
        out.append(";\n");
    }

    /// An object kept as bytes runs to the end, or as far as the size before it says.
    private String readValue(int index) {
        Field field = definition.fields().get(index);
        boolean sized = index > 0 && definition.isSizeOfNext(definition.fields().get(index - 1));
        return sized ? "in.raw(" + definition.fields().get(index - 1).javaName() + ")" : codec.read(field.type());
    }

    private void writing() {
        out.append("\n    @Override\n    public int constructorId() {\n        return ID;\n    }\n");
        out.append("\n    @Override\n    public void write(TlWriter out) {\n        out.int32(ID);\n");
        if (catalogue.isWrittenBare(definition)) {
            out.append("        writeFields(out);\n    }\n");
            out.append("\n    /// Writes the fields without the constructor id.\n");
            out.append("    public void writeFields(TlWriter out) {\n");
        }
        for (Field field : definition.fields()) writeField(field);
        out.append("    }\n");
    }

    private void writeField(Field field) {
        if (field.isTrue()) return;
        if (field.isFlags()) {
            writeFlags(field);
        } else if (definition.isSizeOfNext(field)) {
            int next = definition.fields().indexOf(field) + 1;
            String body = definition.fields().get(next).javaName();
            out.append("        out.int32(this.").append(body).append(".length);\n");
        } else {
            String value = "this." + field.javaName();
            String condition = field.isNullable() ? "if (" + value + " != null) " : "";
            out.append("        ")
                    .append(condition)
                    .append(codec.write(field.type(), value))
                    .append(";\n");
        }
    }

    private void writeFlags(Field flags) {
        String name = flags.javaName();
        out.append("        int ").append(name).append(" = 0;\n");
        for (Field field : definition.fields()) {
            Flag flag = field.flag();
            if (flag == null || !flag.field().equals(flags.name())) continue;
            String there = field.isTrue() ? "this." + field.javaName() : "this." + field.javaName() + " != null";
            out.append("        if (")
                    .append(there)
                    .append(") ")
                    .append(name)
                    .append(" |= 0x%x;\n".formatted(1 << flag.bit()));
        }
        out.append("        out.int32(").append(name).append(");\n");
    }

    private void method() {
        TlType result = definition.result();
        boolean delegates = result.kind() == TlType.Kind.QUERY;
        out.append("\n    @Override\n    public String methodName() {\n        return \"")
                .append(definition.docsName())
                .append("\";\n    }\n");
        out.append("\n    @Override\n    public void writeResult(TlWriter out, ")
                .append(resultType())
                .append(" result) {\n        ")
                .append(delegates ? "query.writeAnyResult(out, result)" : codec.write(result, "result"))
                .append(";\n    }\n");
        out.append("\n    @Override\n    public ")
                .append(resultType())
                .append(" readResult(TlReader in) {\n        return ")
                .append(delegates ? "query.readAnyResult(in)" : codec.read(result))
                .append(";\n    }\n");
    }

    private boolean holdsBytes() {
        return definition.visible().stream().anyMatch(field -> field.type().holdsBytes());
    }

    /// A record compares arrays by identity, so records with bytes get an equality of their own.
    private void equality() {
        if (!holdsBytes()) return;
        List<String> parts = new ArrayList<>();
        for (Field field : definition.visible()) {
            String name = field.javaName();
            boolean list = field.type().isVector() && field.type().holdsBytes();
            parts.add(
                    !list
                            ? name
                            : field.isNullable()
                                    ? name + " == null ? null : " + name + ".toArray()"
                                    : name + ".toArray()");
        }
        out.append("""

                    @Override
                    public boolean equals(@Nullable Object other) {
                        return other instanceof %s that && Arrays.deepEquals(values(), that.values());
                    }

                    @Override
                    public int hashCode() {
                        return Arrays.deepHashCode(values());
                    }

                    private @Nullable Object[] values() {
                        return new @Nullable Object[] {%s};
                    }
                """.formatted(definition.javaName(), String.join(", ", parts)));
    }

    private void printing() {
        out.append("""

                    /// The name only: the content is secret.
                    @Override
                    public String toString() {
                        return "%s";
                    }
                """.formatted(definition.javaName()));
    }
}
