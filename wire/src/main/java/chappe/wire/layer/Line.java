package chappe.wire.layer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A constructor or method as one or more layers have it. Thread-safe: the fields are read from the
/// text when they are first asked for, and it does no harm when two threads do so at once.
final class Line {
    private final String text;
    private final long known;
    private final long same;
    private final String name;
    private final int id;
    private volatile @Nullable Parts parts;

    /// What stands behind the id.
    private record Parts(List<Field> fields, Shape result, List<int[]> shared) {}

    /// @param row of the table, as `tlgen` describes it
    Line(String row) {
        int second = row.indexOf(' ', 2);
        int third = row.indexOf(' ', second + 1);
        int hash = row.indexOf('#', third);
        known = Long.parseLong(row, 2, second, 16);
        same = Long.parseLong(row, second + 1, third, 16);
        name = row.substring(third + 1, hash);
        id = Integer.parseUnsignedInt(row, hash + 1, hash + 9, 16);
        text = row.substring(hash + 9).strip();
    }

    String name() {
        return name;
    }

    int id() {
        return id;
    }

    boolean isIn(long layer) {
        return (known & layer) != 0;
    }

    /// Whether nothing differs from the newest layer, down to the last field.
    boolean isSameIn(long layer) {
        return (same & layer) != 0;
    }

    List<Field> fields() {
        return parts().fields;
    }

    /// The abstract type of a constructor, or what a method answers.
    Shape result() {
        return parts().result;
    }

    /// The fields that share a bit with others, group by group.
    List<int[]> shared() {
        return parts().shared;
    }

    int indexOf(String field) {
        List<Field> fields = fields();
        for (int i = 0; i < fields.size(); i++) if (fields.get(i).name().equals(field)) return i;
        return -1;
    }

    @Override
    public String toString() {
        return name;
    }

    private Parts parts() {
        Parts known = parts;
        if (known != null) return known;
        Parts read = read(text);
        parts = read;
        return read;
    }

    private static Parts read(String text) {
        int equals = text.lastIndexOf('=');
        List<Field> fields = new ArrayList<>();
        for (String word : text.substring(0, equals).strip().split(" ", -1)) {
            if (!word.isEmpty()) fields.add(field(word, fields));
        }
        return new Parts(List.copyOf(fields), Shape.of(text.substring(equals + 2)), sharing(fields));
    }

    private static Field field(String word, List<Field> before) {
        int colon = word.indexOf(':');
        String name = word.substring(0, colon).intern();
        int question = word.indexOf('?', colon);
        if (question < 0) return new Field(name, Shape.of(word.substring(colon + 1)), -1, 0);
        int dot = word.indexOf('.', colon);
        String flags = word.substring(colon + 1, dot);
        int index = 0;
        while (!before.get(index).name().equals(flags)) index++;
        int bit = Integer.parseInt(word.substring(dot + 1, question));
        return new Field(name, Shape.of(word.substring(question + 1)), index, bit);
    }

    private static List<int[]> sharing(List<Field> fields) {
        List<int[]> groups = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            List<Integer> group = new ArrayList<>();
            boolean isFirst = true;
            for (int j = 0; j < fields.size(); j++) {
                if (!fields.get(i).sharesBitWith(fields.get(j))) continue;
                if (j < i) isFirst = false;
                group.add(j);
            }
            if (isFirst && group.size() > 1)
                groups.add(group.stream().mapToInt(Integer::intValue).toArray());
        }
        return List.copyOf(groups);
    }
}
