package chappe.tlgen;

import java.util.List;

/// Writes the nested builder of a record with optional fields: required ones in the constructor, others one by one.
final class BuilderWriter {
    private final Definition definition;
    private final Codec codec;
    private final StringBuilder out = new StringBuilder();

    BuilderWriter(Definition definition, Codec codec) {
        this.definition = definition;
        this.codec = codec;
    }

    String text() {
        out.append("\n    /// Builds a [")
                .append(definition.javaName())
                .append("] field by field. Confined to one thread.\n");
        out.append("    public static final class Builder {\n");
        for (Field field : definition.visible()) {
            out.append("        private ")
                    .append(field.flag() == null ? "final " : "")
                    .append(codec.component(field))
                    .append(' ')
                    .append(field.javaName())
                    .append(";\n");
        }
        constructor();
        for (Field field : definition.visible()) {
            if (field.flag() != null) setter(field);
        }
        List<String> names = definition.visible().stream().map(Field::javaName).toList();
        out.append("\n        public ")
                .append(definition.javaName())
                .append(" build() {\n            return new ")
                .append(definition.javaName())
                .append('(')
                .append(String.join(", ", names))
                .append(");\n        }\n    }\n");
        return out.toString();
    }

    private void constructor() {
        List<Field> required = definition.required();
        out.append("\n        public Builder(")
                .append(codec.parameters(required))
                .append(") {\n");
        for (Field field : required) assign(field);
        out.append("        }\n");
    }

    private void setter(Field field) {
        out.append("\n        public Builder ")
                .append(field.javaName())
                .append('(')
                .append(codec.component(field))
                .append(' ')
                .append(field.javaName())
                .append(") {\n");
        assign(field);
        out.append("            return this;\n        }\n");
    }

    private void assign(Field field) {
        out.append("            this.")
                .append(field.javaName())
                .append(" = ")
                .append(field.javaName())
                .append(";\n");
    }
}
