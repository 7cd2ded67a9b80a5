package chappe.tlgen;

/// Writes the list of the client API's methods, for the page that says which of them are served.
final class MethodNamesWriter {
    private MethodNamesWriter() {}

    static String text(Catalogue catalogue) {
        var names = new StringBuilder();
        catalogue.definitions().stream()
                .filter(definition ->
                        definition.isMethod() && !definition.namespace().equals("mtproto"))
                .map(Definition::docsName)
                .sorted()
                .forEach(name -> names.append("            ").append(name).append('\n'));
        return """
                package chappe.wire;

                import java.util.List;

                /// The names of all methods of the newest layer, MTProto's own apart.
                public final class MethodNames {
                    private static final String NAMES = \"""
                %s            \""";

                    private MethodNames() {}

                    /// All names, sorted.
                    public static List<String> all() {
                        return NAMES.lines().toList();
                    }
                }
                """.formatted(names);
    }
}
