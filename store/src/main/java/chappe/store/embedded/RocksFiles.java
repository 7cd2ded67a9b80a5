package chappe.store.embedded;

import chappe.store.StoreFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// An open RocksDB with its native settings. Thread-safe; closing it is the owner's last act.
final class RocksFiles implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private static final double BLOOM_BITS = 10;
    private static final int CACHE_SHARD_BITS = 3;
    private static final int MEMTABLES_MAX = 3;

    final RocksDB db;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();
    private final List<AutoCloseable> natives = new ArrayList<>();

    RocksFiles(Path folder, RocksSettings settings) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Options options = options(settings);
            natives.add(options);
            this.db = RocksDB.open(options, folder.toString());
        } catch (IOException | RocksDBException broken) {
            throw new StoreFault("cannot open the store in " + folder + ": " + broken.getMessage(), broken);
        }
    }

    void writeSynced(byte[] batch) throws RocksDBException {
        try (var rows = new WriteBatch(batch)) {
            db.write(synced, rows);
        }
    }

    void writeUnsynced(Batch batch) throws RocksDBException {
        if (batch.count() == 0) return;
        byte[] whole = new byte[Batch.HEADER_SIZE + batch.size()];
        batch.copyTo(whole, Batch.HEADER_SIZE);
        Batch.writeCount(whole, batch.count());
        try (var rows = new WriteBatch(whole)) {
            db.write(unsynced, rows);
        }
    }

    void checkpoint(Path target) {
        try (var checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(target.toString());
        } catch (RocksDBException broken) {
            throw new StoreFault("cannot copy the store to " + target + ": " + broken.getMessage(), broken);
        }
    }

    void verify() {
        try {
            db.verifyChecksum();
        } catch (RocksDBException broken) {
            throw new StoreFault("the store is damaged: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void close() {
        db.close();
        synced.close();
        unsynced.close();
        for (AutoCloseable each : natives.reversed()) {
            try {
                each.close();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private Options options(RocksSettings settings) {
        var cache = new LRUCache(settings.cacheBytes(), CACHE_SHARD_BITS);
        var bloom = new BloomFilter(BLOOM_BITS);
        natives.add(cache);
        natives.add(bloom);
        var blocks = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(bloom)
                // Indexes and filters stay with the open files: looking them up in the cache costs more than they do.
                .setCacheIndexAndFilterBlocks(false)
                .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
                .setFormatVersion(5);
        return new Options()
                .setCreateIfMissing(true)
                .setEnv(Env.getDefault())
                .setTableFormatConfig(blocks)
                .setWriteBufferSize(settings.memtableBytes() / MEMTABLES_MAX)
                .setMaxWriteBufferNumber(MEMTABLES_MAX)
                .setMemtablePrefixBloomSizeRatio(0.05)
                .setMemtableWholeKeyFiltering(true)
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false)
                .setMaxBackgroundJobs(settings.backgroundThreads())
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setBytesPerSync(1 << 20)
                .setMaxOpenFiles(256)
                // A torn tail is what a crash leaves; damage before the tail would lose commits, so it refuses to open.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3)
                .setStatsDumpPeriodSec(0);
    }
}
