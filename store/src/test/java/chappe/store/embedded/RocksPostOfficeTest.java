package chappe.store.embedded;

import chappe.core.tl.Schema;
import chappe.store.post.PostOfficeContract;
import java.nio.file.Path;

/// The post office over the embedded engine.
final class RocksPostOfficeTest extends PostOfficeContract {
    @Override
    protected Engine open(Path folder, Schema schema) {
        var store = new RocksStore(folder, schema, RocksSettings.small());
        return new Engine(store, store);
    }
}
