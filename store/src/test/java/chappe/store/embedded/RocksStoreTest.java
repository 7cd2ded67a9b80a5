package chappe.store.embedded;

import chappe.core.tl.Schema;
import chappe.store.StoreContract;
import java.nio.file.Path;

/// The embedded engine under the contract.
final class RocksStoreTest extends StoreContract {
    @Override
    protected Engine open(Path folder, Schema schema) {
        var store = new RocksStore(folder, schema, RocksSettings.small());
        return new Engine(store, store);
    }
}
