package chappe.store.embedded;

import chappe.store.View.Order;
import chappe.store.View.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest values of a partition's cells, the rows that it has only one of (see [chappe.store.Cell]), over the
/// database: nearly every commit to a partition reads them again, and reading a row of a file costs more than the
/// rest of a small commit. Guarded by the partition's lock.
final class Cells implements Rows {
    /// A table number behind the partition's name.
    private static final int KEY_TAIL = 3;

    private static final int VALUE_BYTES_MAX = 512;

    private final int keyLength;
    private final Rows database;
    private final List<Known> known = new ArrayList<>(2);

    /// A cell's table and its value, or that it has none.
    private record Known(byte table, byte @Nullable [] value) {}

    Cells(int nameLength, Rows database) {
        this.keyLength = nameLength + KEY_TAIL;
        this.database = database;
    }

    /// Takes the value of an enqueued commit, or null for a deletion.
    void changed(byte[] key, byte @Nullable [] value) {
        if (!isCell(key)) return;
        byte table = key[key.length - 1];
        known.removeIf(each -> each.table == table);
        if (value == null || value.length <= VALUE_BYTES_MAX) known.add(new Known(table, value));
    }

    @Override
    public byte @Nullable [] find(byte[] key) {
        if (!isCell(key)) return database.find(key);
        for (Known each : known) if (each.table == key[key.length - 1]) return each.value;
        byte[] value = database.find(key);
        changed(key, value);
        return value;
    }

    @Override
    public List<Row> scan(byte[] from, byte[] to, int limit, Order order) {
        return database.scan(from, to, limit, order);
    }

    private boolean isCell(byte[] key) {
        return key.length == keyLength && key[keyLength - 2] == KeyLayout.ROW;
    }
}
