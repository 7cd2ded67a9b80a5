package chappe.tlgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the schemas of the older layers: each is a package that `schema/package.json` calls
/// `layer-NUMBER`.
///
/// The packages come in three shapes: JSON beside the package's root, JSON under `tl`, and TL text
/// inside a script. A layer that no package has is told by its differences to the two around it, in
/// `layer-NUMBER.txt`.
final class OlderSchemas {
    private static final Pattern FOLDER = Pattern.compile("layer-(\\d+)");

    /// What every TL text begins with and no layer changes.
    private static final Set<String> BUILT_IN = Set.of("boolFalse", "boolTrue", "true", "vector", "error", "null");

    private OlderSchemas() {}

    /// @param packages the folder that npm fills
    /// @param differences the folder of the `layer-NUMBER.txt`
    static NavigableMap<Integer, List<Definition>> read(Path packages, Path differences) throws IOException {
        NavigableMap<Integer, List<Definition>> layers = new TreeMap<>();
        try (Stream<Path> folders = Files.list(packages)) {
            for (Path folder : folders.sorted().toList()) {
                var name = FOLDER.matcher(folder.getFileName().toString());
                if (name.matches()) layers.put(Integer.parseInt(name.group(1)), schema(folder));
            }
        }
        if (layers.isEmpty()) throw new SchemaFault("no older layers in " + packages);
        try (Stream<Path> files = Files.list(differences)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                int layer = Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
                layers.put(layer, between(layers, layer, Files.readAllLines(file)));
            }
        }
        return layers;
    }

    private static List<Definition> schema(Path folder) throws IOException {
        Path script = folder.resolve("tl/apiTl.js");
        if (Files.exists(script)) return fromScript(Files.readString(script));
        Path below = folder.resolve("tl/api-schema.json");
        return SchemaJson.read(Files.exists(below) ? below : folder.resolve("api-schema.json"));
    }

    /// The TL text between the script's back quotes.
    static List<Definition> fromScript(String script) {
        String text = script.substring(script.indexOf('`') + 1, script.lastIndexOf('`'));
        String lines = text.lines()
                .filter(line -> !BUILT_IN.contains(line.split("[#? ]", 2)[0]))
                .collect(Collectors.joining("\n"));
        return TlText.read(lines, "");
    }

    /// The layer above, with some lines as the layer below has them and some left out.
    static List<Definition> between(
            NavigableMap<Integer, List<Definition>> layers, int layer, List<String> differences) {
        Map<String, Definition> below = new HashMap<>();
        layers.lowerEntry(layer).getValue().forEach(each -> below.put(each.name(), each));
        Set<String> told = new HashSet<>();
        List<Definition> definitions = new ArrayList<>();
        for (String line : differences) {
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] words = line.split(" ", -1);
            if (!told.add(words[1])) throw new SchemaFault("told twice: " + line);
            if (words[0].equals("without")) continue;
            Definition older = below.get(words[1]);
            if (!words[0].startsWith("as-") || older == null) throw new SchemaFault("no such difference: " + line);
            definitions.add(older);
        }
        for (Definition each : layers.higherEntry(layer).getValue()) {
            if (!told.contains(each.name())) definitions.add(each);
        }
        return definitions;
    }
}
