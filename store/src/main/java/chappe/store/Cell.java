package chappe.store;

import chappe.core.tl.Schema;
import chappe.core.tl.TlObject;
import chappe.store.record.Records;
import org.jspecify.annotations.Nullable;

/// A table of one row: what a partition has only one of, such as an account's profile or a box's counters. Immutable.
public final class Cell<V extends TlObject> {
    private static final Keys<Cell<?>> NO_KEY = Keys.of((key, out) -> {}, in -> {
        throw new IllegalStateException("a cell is not scanned");
    });

    private final Table<Cell<?>, V> table;

    /// A cell for a record of `store.tl`.
    ///
    /// @param number as for [Table]
    public Cell(int number, Class<V> type) {
        this(number, type, Records.SCHEMA);
    }

    /// @param number as for [Table]
    public Cell(int number, Class<V> type, Schema schema) {
        this.table = new Table<>(number, NO_KEY, type, schema);
    }

    public @Nullable V find(View view) {
        return table.find(view, this);
    }

    public V get(View view) {
        return table.get(view, this);
    }

    public void put(Change change, V value) {
        table.put(change, this, value);
    }

    public void delete(Change change) {
        table.delete(change, this);
    }
}
