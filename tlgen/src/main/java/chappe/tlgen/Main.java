package chappe.tlgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The generator's command: `errors|store <schema folder> <tl folder> <sources out> [<resources
/// out>]`, or `wire <schema folder> <tl folder> <sources out> <folder of the older layers' packages>
/// <resources out>`.
public final class Main {
    /// The oldest layer that is served; what is older is there to tell the others by.
    private static final int OLDEST = 144;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Path schema = Path.of(arguments[1]);
        if (!Files.isDirectory(schema)) {
            throw new SchemaFault("no schemas in " + schema + ": run 'npm ci --ignore-scripts' in schema/");
        }
        Path tl = Path.of(arguments[2]);
        var sources = new OutputTree(Path.of(arguments[3]));
        switch (arguments[0]) {
            case "errors" -> errors(schema, tl, sources, new OutputTree(Path.of(arguments[4])));
            case "wire" -> {
                wire(schema, tl, sources);
                layers(schema, Path.of(arguments[4]), tl, new OutputTree(Path.of(arguments[5])));
            }
            case "store" -> {
                var records = TlText.read(Files.readString(tl.resolve("store.tl")), "");
                write(new Catalogue("chappe.store.record", records), "Records", 0, Map.of(), sources);
            }
            default -> throw new SchemaFault("no such task: " + arguments[0]);
        }
        sources.deleteStale();
        IO.println("tlgen " + arguments[0] + ": files=" + sources.files() + " changed=" + sources.changed());
    }

    private static void errors(Path schema, Path tl, OutputTree sources, OutputTree resources) {
        ErrorList errors = ErrorList.read(
                schema.resolve("raw-errors.json"), schema.resolve("api-schema.json"), tl.resolve("errors-extra.tsv"));
        sources.writeJava("chappe.core", "RpcError", ErrorsWriter.enumText(errors));
        resources.write("chappe/core/method-errors.tsv", ErrorsWriter.tableText(errors));
        resources.deleteStale();
    }

    private static void wire(Path schema, Path tl, OutputTree sources) throws IOException {
        Path api = schema.resolve("api-schema.json");
        List<Definition> definitions = new ArrayList<>(SchemaJson.read(api));
        definitions.addAll(SchemaJson.read(schema.resolve("mtp-schema.json")));
        definitions.addAll(TlText.read(Files.readString(tl.resolve("mtproto.tl")), "mtproto"));
        var catalogue = new Catalogue("chappe.wire", definitions);
        sources.writeJava("chappe.wire", "MethodNames", MethodNamesWriter.text(catalogue));
        write(catalogue, "Constructors", SchemaJson.layer(api), SchemaJson.typeComments(api), sources);
    }

    private static void layers(Path schema, Path packages, Path tl, OutputTree resources) throws IOException {
        Path api = schema.resolve("api-schema.json");
        var layers = OlderSchemas.read(packages, tl);
        layers.put(SchemaJson.layer(api), SchemaJson.read(api));
        resources.write("chappe/wire/layers.tl", new LayersWriter(layers.tailMap(OLDEST, true)).text());
        resources.deleteStale();
    }

    private static void write(
            Catalogue catalogue, String lookup, int layer, Map<String, String> typeComments, OutputTree sources) {
        for (Definition definition : catalogue.definitions()) {
            String text = new RecordWriter(catalogue, definition).text();
            sources.writeJava(catalogue.packageOf(definition.name()), definition.javaName(), text);
        }
        for (String union : catalogue.unions()) {
            sources.writeJava(
                    catalogue.packageOf(union),
                    catalogue.unionName(union),
                    UnionWriter.text(catalogue, union, typeComments.getOrDefault(union, "")));
        }
        String root = catalogue.packageOf("");
        sources.writeJava(root, lookup, LookupWriter.text(catalogue, root, lookup, layer));
        for (String each : catalogue.packages()) sources.writeJava(each, "package-info", packageInfo(each));
    }

    private static String packageInfo(String name) {
        String about = name.equals("chappe.store.record")
                ? "The stored records and letters, generated from `store.tl`. Immutable; only their codec knows bytes."
                : name.equals("chappe.wire.mtproto")
                        ? "MTProto's own constructors and methods, generated. Neighbours: `mtproto` reads and writes them."
                        : "Constructors and methods of the newest layer, generated. Neighbours: `api` reads and writes them.";
        return "/// " + about + "\n@NullMarked\npackage " + name + ";\n\nimport org.jspecify.annotations.NullMarked;\n";
    }
}
