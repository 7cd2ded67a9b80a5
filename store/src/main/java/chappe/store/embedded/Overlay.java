package chappe.store.embedded;

import chappe.store.View.Order;
import chappe.store.View.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Rows that lie over others until those have them too. Guarded by the partition's lock.
final class Overlay implements Rows {
    private final Rows below;
    private final TreeMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);

    /// A value, or null for a deleted row, and the ticket of the commit that brings it.
    private record Entry(byte @Nullable [] value, long ticket) {}

    Overlay(Rows below) {
        this.below = below;
    }

    void put(byte[] key, byte @Nullable [] value, long ticket) {
        entries.put(key, new Entry(value, ticket));
    }

    void putAll(Overlay changes, long ticket) {
        changes.forEach((key, value) -> put(key, value, ticket));
    }

    /// Gives each key that lies here with its value, or null for a deleted row.
    void forEach(BiConsumer<byte[], byte @Nullable []> action) {
        for (var entry : entries.entrySet()) action.accept(entry.getKey(), entry.getValue().value);
    }

    /// Adds what lies here, without what lies below, to a batch.
    void writeTo(Batch batch) {
        for (var entry : entries.entrySet()) {
            byte[] value = entry.getValue().value;
            if (value == null) batch.delete(entry.getKey());
            else batch.put(entry.getKey(), value);
        }
    }

    void forgetUpTo(long ticket) {
        entries.values().removeIf(entry -> entry.ticket <= ticket);
    }

    int size() {
        return entries.size();
    }

    @Override
    public byte @Nullable [] find(byte[] key) {
        Entry entry = entries.get(key);
        return entry == null ? below.find(key) : entry.value;
    }

    @Override
    public List<Row> scan(byte[] from, byte[] to, int limit, Order order) {
        NavigableMap<byte[], Entry> over = entries.subMap(from, true, to, false);
        if (over.isEmpty()) return below.scan(from, to, limit, order);
        return merge(
                below.scan(from, to, withHidden(limit, over.size()), order),
                order == Order.ASCENDING ? over : over.descendingMap(),
                limit,
                order);
    }

    /// Each row here may hide one below, so that many more are read there.
    private static int withHidden(int limit, int hidden) {
        return (int) Math.min(Integer.MAX_VALUE, (long) limit + hidden);
    }

    private static List<Row> merge(List<Row> low, Map<byte[], Entry> over, int limit, Order order) {
        List<Row> merged = new ArrayList<>();
        int next = 0;
        for (var entry : over.entrySet()) {
            while (next < low.size() && isBefore(low.get(next).key(), entry.getKey(), order))
                merged.add(low.get(next++));
            if (next < low.size() && Arrays.equals(low.get(next).key(), entry.getKey())) next++;
            byte[] value = entry.getValue().value;
            if (value != null) merged.add(new Row(entry.getKey(), value));
        }
        while (next < low.size()) merged.add(low.get(next++));
        return merged.size() > limit ? merged.subList(0, limit) : merged;
    }

    private static boolean isBefore(byte[] one, byte[] other, Order order) {
        int compared = Arrays.compareUnsigned(one, other);
        return order == Order.ASCENDING ? compared < 0 : compared > 0;
    }
}
