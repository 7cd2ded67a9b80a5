package chappe.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One consistent snapshot of one partition: an ordered map of byte keys (unsigned order) to byte values.
public interface View {

    Partition partition();

    /// How many commits this partition has seen; it outlives emptying the partition (rule R1).
    long version();

    /// Whether the partition was closed for good: it holds no rows, takes none, and letters to it are dropped (rule
    /// R1).
    boolean isClosed();

    byte @Nullable [] find(byte[] key);

    /// Rows with `from <= key < to`, at most `limit` of them, in key order or against it.
    List<Row> scan(byte[] from, byte[] to, int limit, Order order);

    /// The direction of a scan.
    enum Order {
        ASCENDING,
        DESCENDING
    }

    /// One key and its value. The arrays are the reader's own.
    record Row(byte[] key, byte[] value) {}
}
