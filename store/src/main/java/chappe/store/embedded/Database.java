package chappe.store.embedded;

import chappe.store.StoreFault;
import chappe.store.View.Order;
import chappe.store.View.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/// Rows of the database, either the newest or those of a snapshot. Thread-safe until closed.
final class Database implements Rows, AutoCloseable {
    private final RocksDB db;
    private final @Nullable Snapshot snapshot;
    private final ReadOptions options;

    private Database(RocksDB db, @Nullable Snapshot snapshot) {
        this.db = db;
        this.snapshot = snapshot;
        this.options = options();
    }

    static Database newest(RocksDB db) {
        return new Database(db, null);
    }

    static Database snapshot(RocksDB db) {
        return new Database(db, db.getSnapshot());
    }

    @Override
    public byte @Nullable [] find(byte[] key) {
        try {
            return db.get(options, key);
        } catch (RocksDBException broken) {
            throw new StoreFault("cannot read: " + broken.getMessage(), broken);
        }
    }

    @Override
    public List<Row> scan(byte[] from, byte[] to, int limit, Order order) {
        // The bounds keep the iterator from walking over what lies deleted beyond them.
        try (var lower = new Slice(from);
                var upper = new Slice(to);
                var bounded = options().setIterateLowerBound(lower).setIterateUpperBound(upper);
                var rows = db.newIterator(bounded)) {
            List<Row> found = new ArrayList<>(Math.min(limit, 64));
            if (order == Order.ASCENDING) rows.seekToFirst();
            else rows.seekToLast();
            while (rows.isValid() && found.size() < limit) {
                found.add(new Row(rows.key(), rows.value()));
                if (order == Order.ASCENDING) rows.next();
                else rows.prev();
            }
            rows.status();
            return found;
        } catch (RocksDBException broken) {
            throw new StoreFault("cannot read: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void close() {
        options.close();
        if (snapshot != null) {
            db.releaseSnapshot(snapshot);
            snapshot.close();
        }
    }

    private ReadOptions options() {
        var made = new ReadOptions();
        if (snapshot != null) made.setSnapshot(snapshot);
        return made;
    }
}
