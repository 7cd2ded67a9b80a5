package chappe.tlgen;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// Writes the table from which `wire` serves older layers: every line that any layer has, once.
///
/// The first line of the file names the layers, oldest first; the newest is the last. Each other line
/// is
///
///     KIND KNOWN SAME name#id field:type ... = Type
///
/// where KIND is `c` or `m` (constructor, method), KNOWN has bit i set when layer i of the first line
/// has this very line, and SAME has it set when beneath it, in all that its fields can hold, nothing
/// differs from the newest layer: such an object needs no translation. Both are hexadecimal.
final class LayersWriter {
    private final List<List<Definition>> layers;
    private final String numbers;
    private final Map<String, Long> known = new LinkedHashMap<>();
    private final Set<String> methods = new HashSet<>();
    private final Map<String, Long> same = new HashMap<>();

    /// @param layers by their numbers; the last is the newest
    LayersWriter(SortedMap<Integer, List<Definition>> layers) {
        if (layers.size() > Long.SIZE) throw new SchemaFault("more layers than bits: " + layers.size());
        this.layers = layers.values().stream().map(LayersWriter::api).toList();
        this.numbers = String.join(
                " ",
                layers.keySet().stream().map(number -> Integer.toString(number)).toList());
        for (int i = 0; i < this.layers.size(); i++) {
            for (Definition each : this.layers.get(i)) {
                String line = TlLine.of(each);
                known.merge(line, 1L << i, (one, other) -> one | other);
                if (each.isMethod()) methods.add(line);
            }
        }
        for (int i = 0; i < this.layers.size(); i++) noteSame(i);
    }

    /// Without what clients read off name servers, which has vectors of a form of its own, and without
    /// the halves of wrappers that some packages define for themselves.
    private static List<Definition> api(List<Definition> layer) {
        return layer.stream()
                .filter(each -> each.fields().stream().noneMatch(LayersWriter::isBareVector))
                .filter(each -> !each.isMethod() || !each.result().name().equals("Error"))
                .toList();
    }

    private static boolean isBareVector(Field field) {
        return field.type().kind() == TlType.Kind.BARE_VECTOR;
    }

    String text() {
        var out = new StringBuilder("layers ").append(numbers).append('\n');
        known.forEach((line, mask) -> {
            out.append(methods.contains(line) ? 'm' : 'c')
                    .append(' ')
                    .append(Long.toHexString(mask))
                    .append(' ')
                    .append(Long.toHexString(same.getOrDefault(line, 0L)))
                    .append(' ')
                    .append(line)
                    .append('\n');
        });
        return out.toString();
    }

    private void noteSame(int index) {
        Map<String, Set<String>> newest = linesByType(layers.getLast());
        Map<String, Set<String>> older = linesByType(layers.get(index));
        Set<String> different = new HashSet<>();
        for (String type : union(newest.keySet(), older.keySet())) {
            if (!newest.getOrDefault(type, Set.of()).equals(older.getOrDefault(type, Set.of()))) different.add(type);
        }
        boolean more = true;
        while (more) more = spread(layers.getLast(), different);
        Set<String> both = new HashSet<>();
        for (Definition each : layers.getLast()) both.add(TlLine.of(each));
        for (Definition each : layers.get(index)) {
            String line = TlLine.of(each);
            if (both.contains(line) && holdsNone(each, different)) {
                same.merge(line, 1L << index, (one, other) -> one | other);
            }
        }
    }

    /// A type with a constructor that can hold something of a type that differs, differs too.
    private static boolean spread(List<Definition> newest, Set<String> different) {
        boolean more = false;
        for (Definition each : newest) {
            if (!each.isMethod() && !holdsNone(each, different)) more |= different.add(TlLine.of(each.result()));
        }
        return more;
    }

    private static boolean holdsNone(Definition definition, Set<String> types) {
        return definition.fields().stream().noneMatch(field -> types.contains(TlLine.of(innermost(field.type()))));
    }

    private static TlType innermost(TlType type) {
        return type.isVector() ? innermost(type.items()) : type;
    }

    private static Map<String, Set<String>> linesByType(List<Definition> layer) {
        Map<String, Set<String>> lines = new HashMap<>();
        for (Definition each : layer) {
            if (each.isMethod()) continue;
            lines.computeIfAbsent(TlLine.of(each.result()), type -> new HashSet<>())
                    .add(TlLine.of(each));
        }
        return lines;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
