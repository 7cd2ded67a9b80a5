package chappe.store.embedded;

import chappe.store.View.Order;
import chappe.store.View.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows by their whole keys, as `package-info` draws them: the database itself, a snapshot, or either under changes.
interface Rows {

    byte @Nullable [] find(byte[] key);

    List<Row> scan(byte[] from, byte[] to, int limit, Order order);
}
