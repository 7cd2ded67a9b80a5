package chappe.wire.layer;

import chappe.wire.layer.Exceptions.Folded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Carries objects and calls into another layer, field by field name: unknown fields are dropped,
/// missing ones filled, fields that share a bit are there together, members that the layer has not are
/// replaced, dropped or left out as [Exceptions] says. Thread-safe: what it remembers is where each
/// field comes from.
final class Translation {
    private static final int NOWHERE = -1;
    private static final int COMPUTED = -2;

    private final Lines lines;
    private final long layer;
    private final Map<Line, Route> routes = new ConcurrentHashMap<>();

    /// Where a line's fields go.
    ///
    /// @param sources for each field of the target the index of its source, [#NOWHERE] or [#COMPUTED]
    private record Route(@Nullable Line target, int[] sources) {}

    /// @param layer the one to translate into
    Translation(Lines lines, long layer) {
        this.lines = lines;
        this.layer = layer;
    }

    /// @return null when the layer has no such thing
    @Nullable
    Object value(Object from, Shape to) {
        Object direct = switch (to.kind()) {
            case FLAGS -> null;
            case TRUE -> Boolean.TRUE.equals(from) ? from : null;
            case BOOL -> from instanceof Boolean ? from : isYes(from) ? true : null;
            case INT -> from instanceof Number number ? (Object) number.intValue() : null;
            case LONG -> from instanceof Number number ? (Object) number.longValue() : null;
            case DOUBLE -> from instanceof Number number ? (Object) number.doubleValue() : null;
            case BYTES -> from instanceof byte[] ? from : null;
            case INT128 -> from instanceof byte[] bytes && bytes.length == 16 ? from : null;
            case INT256 -> from instanceof byte[] bytes && bytes.length == 32 ? from : null;
            case VECTOR -> from instanceof List<?> items ? vector(items, to.items()) : null;
            case OBJECT -> from instanceof Node node ? object(node, to) : null;
        };
        if (direct != null || from instanceof Boolean) return direct;
        Object inside = unwrapped(from, to);
        if (inside != null) return inside;
        Object around = wrapped(from, to);
        return around == null && from instanceof Node node ? replaced(node, to) : around;
    }

    /// @return null when the layer has no constructor or method of the name, or none that can hold
    /// what is in it
    @Nullable
    Node node(Node from) {
        Route route = routes.computeIfAbsent(from.line(), this::route);
        return route.target == null ? null : carried(from, route.target, route.sources);
    }

    private @Nullable Node object(Node from, Shape to) {
        Route route = routes.computeIfAbsent(from.line(), this::route);
        boolean isWanted =
                route.target != null && to.takes(route.target.result().name());
        return isWanted ? carried(from, route.target, route.sources) : null;
    }

    private List<Object> vector(List<?> items, Shape item) {
        List<Object> translated = new ArrayList<>(items.size());
        for (Object each : items) {
            Object value = value(each, item);
            if (value != null) translated.add(value);
        }
        return translated;
    }

    private Route route(Line from) {
        Line target = lines.find(from.name(), layer);
        return target == null ? new Route(null, new int[0]) : new Route(target, sources(from, target));
    }

    private static int[] sources(Line from, Line target) {
        int[] sources = new int[target.fields().size()];
        for (int i = 0; i < sources.length; i++) {
            Field field = target.fields().get(i);
            String name = target.name() + "." + field.name();
            sources[i] = from.indexOf(field.name());
            String other = Exceptions.SOURCES.get(name);
            if (sources[i] < 0 && other != null) sources[i] = from.indexOf(other);
            boolean isElse =
                    sources[i] >= 0 && !from.fields().get(sources[i]).shape().equals(field.shape());
            if (isElse && Exceptions.COMPUTED.containsKey(name)) sources[i] = COMPUTED;
        }
        return sources;
    }

    private @Nullable Node carried(Node from, Line target, int[] sources) {
        @Nullable Object[] values = new @Nullable Object[sources.length];
        for (int i = 0; i < sources.length; i++) {
            Field field = target.fields().get(i);
            Object value = source(from, sources[i], target, field);
            if (value != null && !field.isFlags()) values[i] = value(value, field.shape());
        }
        return complete(target, values);
    }

    private @Nullable Object source(Node from, int source, Line target, Field field) {
        if (source == NOWHERE) return refolded(from, field);
        if (source != COMPUTED) return from.values()[source];
        return from.find(field.name()) == null
                ? null
                : Exceptions.COMPUTED.get(target.name() + "." + field.name()).apply(from);
    }

    /// Fills what must be there; null when it cannot.
    private @Nullable Node complete(Line target, @Nullable Object[] values) {
        for (int[] group : target.shared()) together(target, values, group);
        List<Field> fields = target.fields();
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            if (values[i] != null || field.isOptional() || field.isFlags()) continue;
            values[i] = substitute(target, field);
            if (values[i] == null) return null;
        }
        return new Node(target, values);
    }

    private void together(Line target, @Nullable Object[] values, int[] group) {
        if (Arrays.stream(group).allMatch(i -> values[i] == null)) return;
        for (int i : group)
            if (values[i] == null)
                values[i] = substitute(target, target.fields().get(i));
        if (Arrays.stream(group).anyMatch(i -> values[i] == null)) for (int i : group) values[i] = null;
    }

    private @Nullable Object substitute(Line target, Field field) {
        return switch (field.shape().kind()) {
            case FLAGS -> null;
            case TRUE -> Boolean.TRUE;
            case BOOL -> Boolean.FALSE;
            case INT -> Exceptions.VALUES.getOrDefault(target.name() + "." + field.name(), 0);
            case LONG -> 0L;
            case DOUBLE -> 0.0;
            case BYTES -> new byte[0];
            case INT128 -> new byte[16];
            case INT256 -> new byte[32];
            case VECTOR -> List.of();
            case OBJECT -> made(Exceptions.OBJECTS.get(field.shape().name()), field.shape());
        };
    }

    private @Nullable Node made(@Nullable String constructor, Shape shape) {
        Line line = constructor == null ? null : lines.find(constructor, layer);
        if (line == null || !shape.takes(line.result().name())) return null;
        return complete(line, new @Nullable Object[line.fields().size()]);
    }

    private static boolean isYes(Object from) {
        return from instanceof Node node
                && Exceptions.MEAN_TRUE.contains(node.line().name());
    }

    /// What is inside a wrapper; of several where the target takes one, the first.
    private @Nullable Object unwrapped(Object from, Shape to) {
        if (from instanceof List<?> items) return items.isEmpty() ? null : value(items.getFirst(), to);
        if (!(from instanceof Node node)) return null;
        String field = Exceptions.WRAPPERS.get(node.line().name());
        Object inside = field == null ? null : node.find(field);
        return inside == null ? null : value(inside, to);
    }

    private @Nullable Object wrapped(Object from, Shape to) {
        if (to.kind() == Shape.Kind.VECTOR && !(from instanceof Node)) {
            Object only = value(from, to.items());
            return only == null ? null : List.of(only);
        }
        if (to.kind() != Shape.Kind.OBJECT || to.name().isEmpty()) return null;
        for (Map.Entry<String, String> each : Exceptions.WRAPPERS.entrySet()) {
            Line line = lines.find(each.getKey(), layer);
            if (line == null || !to.takes(line.result().name()) || Exceptions.TAKEN_OFF_ONLY.contains(line.name())) {
                continue;
            }
            int index = line.indexOf(each.getValue());
            Object inside = value(from, line.fields().get(index).shape());
            if (inside == null) continue;
            @Nullable Object[] values = new @Nullable Object[line.fields().size()];
            values[index] = inside;
            return complete(line, values);
        }
        return null;
    }

    private @Nullable Node replaced(Node from, Shape to) {
        String own = Exceptions.REPLACEMENTS.get(from.line().name());
        String name = own != null ? own : Exceptions.REPLACEMENTS.get(from.type());
        Line line = name == null ? null : lines.find(name, layer);
        if (line == null || line.name().equals(from.line().name())) return null;
        return to.takes(line.result().name()) ? carried(from, line, sources(from.line(), line)) : null;
    }

    /// A field that the source has in another place: folded up here and bare there, or the other way
    /// round.
    private @Nullable Object refolded(Node from, Field wanted) {
        for (Folded folded : Exceptions.FOLDED) {
            if (wanted.name().equals(folded.field()) && from.find(folded.key()) != null) {
                Line line = lines.find(folded.constructor(), layer);
                return line == null ? null : folded(from, line);
            }
            if (from.find(folded.field()) instanceof Node node
                    && node.line().name().equals(folded.constructor())) {
                Object bare = node.find(wanted.name());
                if (bare != null) return bare;
            }
        }
        return null;
    }

    /// A node of this layer already: translating it again changes nothing.
    private @Nullable Node folded(Node from, Line line) {
        @Nullable Object[] values = new @Nullable Object[line.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Field field = line.fields().get(i);
            Object value = field.isFlags() ? null : from.find(field.name());
            if (value != null) values[i] = value(value, field.shape());
        }
        return complete(line, values);
    }
}
