package chappe.store.embedded;

import java.util.Arrays;

/// Builds the bytes of a RocksDB write batch in Java, since one native call for each row costs more than the row
/// ([format](https://github.com/facebook/rocksdb/blob/main/db/write_batch.cc)). Confined to one thread.
///
/// | bytes | meaning |
/// |---|---|
/// | 8 | sequence number, set by RocksDB |
/// | 4 | count of records, little-endian |
/// | records | `01` put or `00` delete; varint length and key; for a put, varint length and value |
final class Batch {
    static final int HEADER_SIZE = 12;
    private static final byte DELETE = 0;
    private static final byte PUT = 1;

    private byte[] records = new byte[512];
    private int size;
    private int count;

    void put(byte[] key, byte[] value) {
        room(key.length + value.length + 11);
        records[size++] = PUT;
        field(key);
        field(value);
        count++;
    }

    void delete(byte[] key) {
        room(key.length + 6);
        records[size++] = DELETE;
        field(key);
        count++;
    }

    int size() {
        return size;
    }

    int count() {
        return count;
    }

    /// Appends this batch's records to a batch under construction and returns where they end.
    int copyTo(byte[] target, int at) {
        System.arraycopy(records, 0, target, at, size);
        return at + size;
    }

    static void writeCount(byte[] batch, int count) {
        for (int i = 0; i < 4; i++) batch[8 + i] = (byte) (count >>> (8 * i));
    }

    private void field(byte[] value) {
        int length = value.length;
        while (length > 127) {
            records[size++] = (byte) (length | 0x80);
            length >>>= 7;
        }
        records[size++] = (byte) length;
        System.arraycopy(value, 0, records, size, value.length);
        size += value.length;
    }

    private void room(int more) {
        if (size + more > records.length) records = Arrays.copyOf(records, Math.max(records.length * 2, size + more));
    }
}
