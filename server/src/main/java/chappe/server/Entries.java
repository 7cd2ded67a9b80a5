package chappe.server;

import chappe.server.delivery.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a settings file and the command line say, entry by entry, each with the place where it stands.
///
/// [Settings] takes each entry by its name and default; an entry that nobody took is unknown, and refused. Confined to
/// the starting thread.
final class Entries {
    private final Map<String, Entry> given = new LinkedHashMap<>();
    private final Map<String, String> taken = new LinkedHashMap<>();

    /// @param place where the operator finds it: file and line, or the flag
    private record Entry(List<String> values, String place) {}

    static Entries read(@Nullable Path file) {
        Entries entries = new Entries();
        if (file == null) return entries;
        try (JsonParser yaml = YAMLMapper.shared().createParser(Files.readString(file))) {
            entries.readFile(yaml, file.toString());
        } catch (IOException unreadable) {
            throw new StartFault("cannot read the settings file " + file + ": " + unreadable.getMessage());
        } catch (JacksonException wrong) {
            throw new StartFault(file + " line " + wrong.getLocation().getLineNr() + ": " + wrong.getOriginalMessage());
        }
        return entries;
    }

    /// A flag of the command line; it wins over the file.
    void override(String name, String flag, @Nullable String value) {
        if (value != null) given.put(name, new Entry(List.of(value.split(",")), flag));
    }

    String text(String name, String byDefault) {
        return one(name, byDefault, value -> value);
    }

    int number(String name, int byDefault, int min, int max) {
        return one(name, byDefault, value -> whole(value, min, max));
    }

    boolean yes(String name, boolean byDefault) {
        return one(name, byDefault, value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    List<Integer> numbers(String name, List<Integer> byDefault, int min, int max) {
        return many(name, byDefault, value -> whole(value, min, max));
    }

    /// @param parse throws IllegalArgumentException with the reason when the text will not do
    <T> T one(String name, T byDefault, Function<String, T> parse) {
        List<T> values = many(name, List.of(byDefault), parse);
        if (values.size() != 1) throw wrong(name, "must be one value");
        return values.getFirst();
    }

    /// Values that are secret; none by default. A wrong one is refused without being repeated.
    <T> List<T> secrets(String name, Function<String, T> parse) {
        taken.put(name, "");
        Entry entry = given.get(name);
        if (entry == null) return List.of();
        try {
            return entry.values.stream().map(String::strip).map(parse).toList();
        } catch (IllegalArgumentException reason) {
            throw wrong(name, reason.getMessage());
        }
    }

    /// One secret; none by default. It stands in the settings, or where they say: `env:NAME` is a variable of the
    /// environment, `file:PATH` a file's first line. A wrong one is refused without being repeated.
    SecretText secret(String name) {
        List<SecretText> secrets = secrets(name, text -> new SecretText(resolved(text)));
        if (secrets.size() > 1) throw wrong(name, "must be one value");
        return secrets.isEmpty() ? SecretText.NONE : secrets.getFirst();
    }

    <T> List<T> many(String name, List<T> byDefault, Function<String, T> parse) {
        taken.put(
                name,
                byDefault.stream()
                        .map(String::valueOf)
                        .reduce((a, b) -> a + "," + b)
                        .orElse(""));
        Entry entry = given.get(name);
        if (entry == null) return byDefault;
        try {
            return entry.values.stream().map(String::strip).map(parse).toList();
        } catch (IllegalArgumentException reason) {
            throw wrong(name, reason.getMessage() + ", not '" + String.join(",", entry.values) + "'");
        }
    }

    /// What is wrong with an entry that was taken, at its place.
    StartFault wrong(String name, @Nullable String reason) {
        Entry entry = given.get(name);
        return new StartFault((entry == null ? "default settings" : entry.place) + ": " + name + " " + reason);
    }

    void refuseUnknown() {
        given.forEach((name, entry) -> {
            if (!taken.containsKey(name)) {
                throw new StartFault(entry.place + ": there is no setting '" + name + "'; docs/settings.md lists them");
            }
        });
    }

    /// Every entry that was asked for, and its default.
    Map<String, String> known() {
        return Map.copyOf(taken);
    }

    private static String resolved(String secret) {
        if (secret.startsWith("env:")) {
            String value = System.getenv(secret.substring("env:".length()));
            if (value == null || value.isEmpty())
                throw new IllegalArgumentException("names a variable of the environment that is not set");
            return value;
        }
        if (!secret.startsWith("file:")) return secret;
        try (var lines = Files.lines(Path.of(secret.substring("file:".length())))) {
            return lines.findFirst()
                    .filter(line -> !line.isBlank())
                    .orElseThrow(() -> new IllegalArgumentException("names a file that is empty"))
                    .strip();
        } catch (IOException | UncheckedIOException cannot) {
            throw new IllegalArgumentException("names a file that cannot be read", cannot);
        }
    }

    private static int whole(String value, int min, int max) {
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("must be a whole number", notANumber);
        }
        if (number < min || number > max) throw new IllegalArgumentException("must be from " + min + " to " + max);
        return number;
    }

    private void readFile(JsonParser yaml, String file) {
        JsonToken first = yaml.nextToken();
        if (first == null) return;
        if (first != JsonToken.START_OBJECT) throw new StartFault(file + " line 1: must be a list of 'name: value'");
        readObject(yaml, file, "");
    }

    private void readObject(JsonParser yaml, String file, String prefix) {
        while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = prefix + yaml.currentName();
            JsonToken value = yaml.nextToken();
            String place = file + " line " + yaml.currentTokenLocation().getLineNr();
            if (value == JsonToken.START_OBJECT) {
                readObject(yaml, file, name + ".");
                continue;
            }
            List<String> values =
                    value == JsonToken.START_ARRAY ? elements(yaml, place, name) : List.of(yaml.getString());
            if (given.put(name, new Entry(values, place)) != null)
                throw new StartFault(place + ": " + name + " stands twice");
        }
    }

    private static List<String> elements(JsonParser yaml, String place, String name) {
        List<String> values = new ArrayList<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            if (!yaml.currentToken().isScalarValue())
                throw new StartFault(place + ": " + name + " must be a list of plain values");
            values.add(yaml.getString());
        }
        return values;
    }
}
