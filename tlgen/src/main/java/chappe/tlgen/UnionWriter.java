package chappe.tlgen;

import java.util.ArrayList;
import java.util.List;

/// Writes an abstract type as a sealed interface over the records of its constructors.
final class UnionWriter {
    private UnionWriter() {}

    static String text(Catalogue catalogue, String type, String comment) {
        String packageName = catalogue.packageOf(type);
        List<String> members = new ArrayList<>();
        boolean together = true;
        for (Definition member : catalogue.constructorsOf(type)) {
            members.add(catalogue.className(member, packageName));
            together &= catalogue.packageOf(member.name()).equals(packageName);
        }
        // A sealed interface of an unnamed module holds only members of its own package.
        if (!together) throw new SchemaFault(type + " has constructors of other namespaces");
        String about = Doc.plain(comment);
        return """
                package %s;

                import chappe.core.tl.TlObject;

                %s/// The type `%s`: one of its %d constructors.
                public sealed interface %s extends TlObject permits %s {}
                """.formatted(
                        packageName,
                        about.isEmpty() ? "" : Doc.comment("", List.of(about)) + "///\n",
                        Names.local(type),
                        members.size(),
                        catalogue.unionName(type),
                        String.join(", ", members));
    }
}
