package chappe.domain.box;

import chappe.core.Limits;
import chappe.core.RpcError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/// A message's text and its styling. Lengths and offsets are UTF-16 code units.
///
/// Refuses with MESSAGE_EMPTY, MESSAGE_TOO_LONG, ENTITIES_TOO_LONG, ENTITY_BOUNDS_INVALID.
public record FormattedText(String text, List<Entity> entities) {
    private static final Comparator<Entity> OUTER_FIRST =
            Comparator.comparingInt(Entity::offset).thenComparing(Entity::length, Comparator.reverseOrder());

    /// @throws chappe.core.Refusal for a text or an entity that a message may not have
    public FormattedText {
        if (text.isBlank()) throw RpcError.MESSAGE_EMPTY.refuse();
        if (entities.size() > Limits.ENTITIES_MAX) throw RpcError.ENTITIES_TOO_LONG.refuse();
        for (Entity entity : entities) check(entity, text);
        String trimmed = text.strip();
        if (trimmed.length() > Limits.MESSAGE_LENGTH_MAX) throw RpcError.MESSAGE_TOO_LONG.refuse();
        entities = nested(moved(entities, text.length() - text.stripLeading().length(), trimmed.length()));
        text = trimmed;
    }

    private static void check(Entity entity, String text) {
        // Compared as a difference: offset + length may overflow.
        if (entity.length() > text.length() - entity.offset()) throw RpcError.ENTITY_BOUNDS_INVALID.refuse();
        if (isInsidePair(text, entity.offset()) || isInsidePair(text, entity.end())) {
            throw RpcError.ENTITY_BOUNDS_INVALID.refuse();
        }
    }

    private static boolean isInsidePair(String text, int at) {
        return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    /// The entities after `cut` units were taken off the front and all but `length` off the end; emptied ones go.
    private static List<Entity> moved(List<Entity> entities, int cut, int length) {
        List<Entity> moved = new ArrayList<>();
        for (Entity entity : entities) {
            int from = Math.max(0, entity.offset() - cut);
            int to = Math.min(length, entity.end() - cut);
            if (from < to) moved.add(entity.between(from, to));
        }
        return moved;
    }

    /// Of two entities that overlap, one contains the other: one that crosses a border is split there.
    private static List<Entity> nested(List<Entity> entities) {
        var waiting = new PriorityQueue<Entity>(Math.max(1, entities.size()), OUTER_FIRST);
        waiting.addAll(entities);
        List<Entity> nested = new ArrayList<>();
        Deque<Entity> around = new ArrayDeque<>();
        while (!waiting.isEmpty()) {
            Entity next = waiting.remove();
            while (!around.isEmpty() && around.getLast().end() <= next.offset()) around.removeLast();
            if (!around.isEmpty() && next.end() > around.getLast().end()) {
                int border = around.getLast().end();
                waiting.add(next.between(border, next.end()));
                next = next.between(next.offset(), border);
            }
            around.addLast(next);
            if (!nested.contains(next)) nested.add(next);
            if (nested.size() > Limits.ENTITIES_MAX) throw RpcError.ENTITIES_TOO_LONG.refuse();
        }
        return List.copyOf(nested);
    }
}
