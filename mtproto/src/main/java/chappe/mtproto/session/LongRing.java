package chappe.mtproto.session;

import java.util.Arrays;

/// The last few message ids that something happened to; older ones are forgotten. Takes no memory before the
/// first. Guarded by the session's lock.
final class LongRing {
    private static final long[] NONE = {};

    private final int sizeMax;
    private long[] ids = NONE;
    private int next;

    LongRing(int sizeMax) {
        this.sizeMax = sizeMax;
    }

    void add(long id) {
        if (ids.length < sizeMax) {
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = id;
            return;
        }
        ids[next] = id;
        next = (next + 1) % sizeMax;
    }

    boolean contains(long id) {
        for (long each : ids) if (each == id) return true;
        return false;
    }
}
