package chappe.store.embedded;

import chappe.core.tl.Schema;
import chappe.store.post.DeliveryContract;
import java.nio.file.Path;

/// Deliveries over the embedded engine.
final class RocksDeliveryTest extends DeliveryContract {
    @Override
    protected Engine open(Path folder, Schema schema) {
        var store = new RocksStore(folder, schema, RocksSettings.small());
        return new Engine(store, store);
    }
}
