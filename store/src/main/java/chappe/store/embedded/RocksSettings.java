package chappe.store.embedded;

/// How much memory and how many threads the embedded store may use.
///
/// @param cacheBytes blocks of data, index and filters kept in memory
/// @param memtableBytes newest rows kept in memory before they are written in order, all together
/// @param backgroundThreads threads that write and merge files
public record RocksSettings(long cacheBytes, long memtableBytes, int backgroundThreads) {

    /// For a small machine: the whole server stays below 200 MB at rest.
    public static RocksSettings small() {
        return new RocksSettings(32L << 20, 192L << 20, 2);
    }

    public RocksSettings {
        if (cacheBytes < 1 << 20) throw new IllegalArgumentException("cacheBytes is below 1 MiB: " + cacheBytes);
        if (memtableBytes < 4 << 20)
            throw new IllegalArgumentException("memtableBytes is below 4 MiB: " + memtableBytes);
        if (backgroundThreads < 1) throw new IllegalArgumentException("backgroundThreads: " + backgroundThreads);
    }
}
