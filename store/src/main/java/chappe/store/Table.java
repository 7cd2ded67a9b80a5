package chappe.store;

import chappe.core.tl.Schema;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.store.View.Order;
import chappe.store.record.Records;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A typed table inside partitions of one kind: rows of one record type under keys of one type. Immutable.
///
/// A row's key is the table's number (one byte, unique within the kind of partition, never reused) and the key's bytes.
public final class Table<K, V extends TlObject> {
    private final int number;
    private final Keys<K> keys;
    private final Class<V> type;
    private final Schema schema;

    /// A table of the records of `store.tl`.
    ///
    /// @param number 0 to 254
    public Table(int number, Keys<K> keys, Class<V> type) {
        this(number, keys, type, Records.SCHEMA);
    }

    /// @param number 0 to 254
    public Table(int number, Keys<K> keys, Class<V> type, Schema schema) {
        if (number < 0 || number > 254) throw new IllegalArgumentException("no table number: " + number);
        this.number = number;
        this.keys = keys;
        this.type = type;
        this.schema = schema;
    }

    public @Nullable V find(View view, K key) {
        byte[] value = view.find(bytes(key));
        return value == null ? null : decode(value);
    }

    /// @throws IllegalStateException when there is no such row, which the caller knows to be a bug
    public V get(View view, K key) {
        V value = find(view, key);
        if (value == null) throw new IllegalStateException("no " + type.getSimpleName() + " in " + view.partition());
        return value;
    }

    public boolean contains(View view, K key) {
        return view.find(bytes(key)) != null;
    }

    public void put(Change change, K key, V value) {
        change.put(bytes(key), TlWriter.toBytes(value, schema));
    }

    public void delete(Change change, K key) {
        change.delete(bytes(key));
    }

    /// All rows, at most `limit` of them.
    public List<Entry<K, V>> scan(View view, int limit, Order order) {
        return rows(view, start(), end(), limit, order);
    }

    /// Rows from `from` on in the order of the keys, itself included.
    public List<Entry<K, V>> scanFrom(View view, K from, int limit) {
        return rows(view, bytes(from), end(), limit, Order.ASCENDING);
    }

    /// Rows behind `after` in the order of the keys.
    public List<Entry<K, V>> scanAfter(View view, K after, int limit) {
        return rows(view, following(bytes(after)), end(), limit, Order.ASCENDING);
    }

    /// Rows before `before`, the nearest first.
    public List<Entry<K, V>> scanBefore(View view, K before, int limit) {
        return rows(view, start(), bytes(before), limit, Order.DESCENDING);
    }

    /// Rows with `from <= key < to` in the order of the keys.
    public List<Entry<K, V>> scanBetween(View view, K from, K to, int limit, Order order) {
        return rows(view, bytes(from), bytes(to), limit, order);
    }

    /// Rows whose keys begin with a part, for instance all rows of one dialog in a table of (dialog, message id).
    public <P> List<Entry<K, V>> scanUnder(View view, Keys<P> partKeys, P part, int limit, Order order) {
        byte[] prefix = prefix(partKeys, part);
        return rows(view, prefix, afterPrefix(prefix), limit, order);
    }

    /// Deletes the rows whose keys begin with a part, at most `limit` of them; commits are bounded (rule R14).
    ///
    /// @return how many rows went; `limit` means that some may be left
    public <P> int deleteUnder(Change change, Keys<P> partKeys, P part, int limit) {
        byte[] prefix = prefix(partKeys, part);
        var rows = change.scan(prefix, afterPrefix(prefix), limit, Order.ASCENDING);
        for (View.Row row : rows) change.delete(row.key());
        return rows.size();
    }

    /// Deletes rows of the whole table, at most `limit` of them.
    ///
    /// @return how many rows went; `limit` means that some may be left
    public int deleteAll(Change change, int limit) {
        var rows = change.scan(start(), end(), limit, Order.ASCENDING);
        for (View.Row row : rows) change.delete(row.key());
        return rows.size();
    }

    private List<Entry<K, V>> rows(View view, byte[] from, byte[] to, int limit, Order order) {
        return view.scan(from, to, limit, order).stream()
                .map(row -> new Entry<>(keys.read(new KeyReader(row.key(), 1)), decode(row.value())))
                .toList();
    }

    private V decode(byte[] value) {
        return type.cast(TlReader.readWhole(value, schema));
    }

    private byte[] bytes(K key) {
        return prefix(keys, key);
    }

    private <P> byte[] prefix(Keys<P> partKeys, P part) {
        var out = new KeyWriter().uint8(number);
        partKeys.write(part, out);
        return out.toBytes();
    }

    private byte[] start() {
        return new byte[] {(byte) number};
    }

    private byte[] end() {
        return new byte[] {(byte) (number + 1)};
    }

    private static byte[] following(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /// The first key that does not begin with `prefix`. The table's number is at most 254, so there is one.
    private static byte[] afterPrefix(byte[] prefix) {
        int last = prefix.length - 1;
        while (prefix[last] == (byte) 0xff) last--;
        byte[] after = Arrays.copyOf(prefix, last + 1);
        after[last]++;
        return after;
    }

    /// One row with its key.
    public record Entry<K, V>(K key, V value) {}
}
