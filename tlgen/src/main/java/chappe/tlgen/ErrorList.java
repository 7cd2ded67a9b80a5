package chappe.tlgen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The errors of the schema package and ours, and which method may give which with which code.
///
/// Names with `%d` become names with `X`. The package's four that are no names at all (such as `Timeout`) are
/// answers of its client's making and are left out.
final class ErrorList {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LISTED = "listed";
    private static final Pattern NAME = Pattern.compile("[A-Z0-9_]+");

    /// An error's name on the wire with `%d` where a number stands, its usual code, and what the schema says of it.
    record Entry(String pattern, int code, String description) {}

    private final Map<String, Entry> all = new TreeMap<>();
    private final Map<String, Map<String, Integer>> byMethod = new TreeMap<>();

    private ErrorList() {}

    /// @param rawErrors the package's list
    /// @param apiSchema where methods carry errors of their own, with the code that they have there
    /// @param extra ours: a table of name (`%d` for a number), code, method, source; the method is `*` for all,
    ///     `listed` for those whose list has the error already and only the code is ours
    static ErrorList read(Path rawErrors, Path apiSchema, Path extra) {
        var list = new ErrorList();
        list.readRaw(JSON.readTree(rawErrors.toFile()));
        list.readSchema(JSON.readTree(apiSchema.toFile()).path("e"));
        list.readExtra(extra);
        return list;
    }

    Map<String, Entry> all() {
        return all;
    }

    Map<String, Map<String, Integer>> byMethod() {
        return byMethod;
    }

    private void readRaw(JsonNode root) {
        for (JsonNode error : root.path("errors")) {
            add(
                    error.path("name").asString(),
                    error.path("code").asInt(),
                    error.path("description").asString(""));
        }
        root.path("throws").forEachEntry((method, names) -> {
            for (JsonNode name : names) {
                Entry known = all.get(clean(name.asString()));
                if (known != null && !Character.isDigit(method.charAt(0))) allow(method, name.asString(), known.code());
            }
        });
    }

    private void readSchema(JsonNode entries) {
        for (JsonNode entry : entries) {
            for (JsonNode error : entry.path("throws")) {
                String name = error.path("name").asString();
                int code = error.path("code").asInt();
                add(name, code, error.path("comment").asString(""));
                if (all.containsKey(clean(name))) allow(entry.path("name").asString(), name, code);
            }
        }
    }

    private void readExtra(Path extra) {
        for (String line : lines(extra)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] columns = line.split("\t", -1);
            if (columns.length != 4) throw new SchemaFault("not name, code, method, source: " + line);
            int code = Integer.parseInt(columns[1]);
            add(columns[0], code, "Ours: " + columns[3]);
            if (columns[2].equals(LISTED)) giveCode(clean(columns[0]), code);
            else allow(columns[2], columns[0], code);
        }
    }

    /// Where clients understand another code than the package has, ours goes to every method that lists the error.
    private void giveCode(String name, int code) {
        all.computeIfPresent(name, (same, entry) -> new Entry(entry.pattern(), code, entry.description()));
        byMethod.values().forEach(codes -> codes.computeIfPresent(name, (same, before) -> code));
    }

    private void add(String name, int code, String description) {
        if (NAME.matcher(clean(name)).matches())
            all.putIfAbsent(clean(name), new Entry(name, code, description.replace("%d", "X")));
    }

    private void allow(String method, String name, int code) {
        byMethod.computeIfAbsent(method, each -> new TreeMap<>()).put(clean(name), code);
    }

    private static String clean(String name) {
        return name.replace("%d", "X");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
