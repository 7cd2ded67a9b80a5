package chappe.store.embedded;

import chappe.store.Partition;
import chappe.store.View;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A partition as some rows show it. Confined to the caller's thread.
class OpenView implements View {
    final Partition partition;
    final byte[] name;
    final Rows rows;
    private @Nullable Head head;

    OpenView(Partition partition, byte[] name, Rows rows) {
        this.partition = partition;
        this.name = name;
        this.rows = rows;
    }

    @Override
    public Partition partition() {
        return partition;
    }

    @Override
    public long version() {
        return head().version();
    }

    @Override
    public boolean isClosed() {
        return head().isClosed();
    }

    @Override
    public byte @Nullable [] find(byte[] key) {
        return rows.find(rowKey(key));
    }

    @Override
    public List<Row> scan(byte[] from, byte[] to, int limit, Order order) {
        if (limit < 1) throw new IllegalArgumentException("a scan of " + limit + " rows");
        if (Arrays.compareUnsigned(from, to) >= 0) return List.of();
        int skip = name.length + 2;
        return rows.scan(rowKey(from), rowKey(to), limit, order).stream()
                .map(row -> new Row(Arrays.copyOfRange(row.key(), skip, row.key().length), row.value()))
                .toList();
    }

    Head head() {
        if (head == null) {
            byte[] stored = rows.find(KeyLayout.inPartition(name, KeyLayout.HEAD));
            head = stored == null ? Head.NEW : Head.read(stored);
        }
        return head;
    }

    final byte[] rowKey(byte[] key) {
        return KeyLayout.inPartition(name, KeyLayout.ROW, key);
    }
}
