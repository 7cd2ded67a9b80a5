package chappe.store.embedded;

import java.nio.ByteBuffer;

/// What a partition keeps even when it has no rows.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 8 | version, big-endian |
/// | 8 | 1 | 1 when closed |
/// | 9 | 8 | wake mark, unix milliseconds, or -1 |
record Head(long version, boolean isClosed, long wakeMs) {
    static final long NO_WAKE = -1;
    static final Head NEW = new Head(0, false, NO_WAKE);

    static Head read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        return new Head(in.getLong(), in.get() == 1, in.getLong());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(17)
                .putLong(version)
                .put((byte) (isClosed ? 1 : 0))
                .putLong(wakeMs)
                .array();
    }
}
