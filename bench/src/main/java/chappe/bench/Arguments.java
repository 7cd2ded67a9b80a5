package chappe.bench;

import java.nio.file.Path;
import java.util.List;

/// What stands behind a benchmark's name: `--name value` pairs, each with a default.
record Arguments(List<String> words) {

    static Arguments of(String[] words) {
        return new Arguments(List.of(words));
    }

    int number(String name, int byDefault) {
        return Integer.parseInt(text(name, Integer.toString(byDefault)));
    }

    Path path(String name, String byDefault) {
        return Path.of(text(name, byDefault));
    }

    boolean has(String name) {
        return words.contains(name);
    }

    private String text(String name, String byDefault) {
        int at = words.indexOf(name);
        return at < 0 ? byDefault : words.get(at + 1);
    }
}
