package chappe.wire.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The lines of all layers that we have a schema of, each once. A layer is a bit. Immutable.
public final class Lines {
    private static final String FILE = "/chappe/wire/layers.tl";

    private final NavigableMap<Integer, Long> layers = new TreeMap<>();
    private final Map<String, List<Line>> byName = new HashMap<>();
    private final Map<Integer, List<Line>> byId = new HashMap<>();

    private Lines(Iterator<String> rows) {
        String[] head = rows.next().split(" ", -1);
        for (int i = 1; i < head.length; i++) layers.put(Integer.parseInt(head[i]), 1L << (i - 1));
        rows.forEachRemaining(row -> {
            var line = new Line(row);
            byName.computeIfAbsent(line.name(), name -> new ArrayList<>(2)).add(line);
            byId.computeIfAbsent(line.id(), id -> new ArrayList<>(1)).add(line);
        });
    }

    /// Reads the table that the build wrote: some tens of milliseconds.
    public static Lines load() {
        try (InputStream in = Lines.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException("the build has left out " + FILE);
            return new Lines(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .iterator());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The numbers of the layers; the newest is the last.
    public NavigableSet<Integer> layers() {
        return Collections.unmodifiableNavigableSet(layers.navigableKeySet());
    }

    long bitOf(int layer) {
        Long bit = layers.get(layer);
        if (bit == null) throw new IllegalArgumentException("no table of layer " + layer);
        return bit;
    }

    long newest() {
        return layers.lastEntry().getValue();
    }

    @Nullable
    Line find(String name, long layer) {
        for (Line each : byName.getOrDefault(name, List.of())) if (each.isIn(layer)) return each;
        return null;
    }

    @Nullable
    Line find(int id, long layer) {
        for (Line each : byId.getOrDefault(id, List.of())) if (each.isIn(layer)) return each;
        return null;
    }

    /// A line of any layer: a client whose layer has no table says things that its neighbours do not
    /// know.
    @Nullable
    Line findAnywhere(int id) {
        List<Line> all = byId.getOrDefault(id, List.of());
        return all.isEmpty() ? null : all.getFirst();
    }
}
