package chappe.mtproto.session;

import chappe.core.Limits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The ids of the messages a session has received, in rising order, each with what it was.
///
/// A client's ids are divisible by four, so that an entry is the id with its [Kind] in the two lowest bits.
/// When it is full the lowest entry goes, and all ids up to it count as forgotten: whether one of them was
/// received can no longer be said. Guarded by the session's lock.
final class ReceivedIds {

    /// What a message was, and its two bits.
    enum Kind {
        /// Needs no acknowledgement: acks, even pings.
        PLAIN(0),
        /// Needs an acknowledgement, and is no call.
        CONTENT(1),
        /// A call, which gets an answer.
        QUERY(2),
        CONTAINER(3);

        private static final Kind[] BY_BITS = values();

        private final int bits;

        Kind(int bits) {
            this.bits = bits;
        }
    }

    private static final long[] NONE = {};
    private static final int START_SIZE = 8;

    private long[] entries = NONE;
    private int size;
    private long lowest;

    /// @param lowest the least id this session takes: its `first_msg_id`
    ReceivedIds(long lowest) {
        this.lowest = lowest;
    }

    /// @return null when no such id was received, as far as is remembered
    @Nullable
    Kind find(long msgId) {
        int at = search(msgId);
        return at < 0 ? null : Kind.BY_BITS[(int) entries[at] & 3];
    }

    /// Whether an id is so low that nothing is known about it.
    boolean isForgotten(long msgId) {
        return Long.compareUnsigned(msgId, lowest) < 0;
    }

    boolean isAboveAll(long msgId) {
        return size == 0 || Long.compareUnsigned(msgId, entries[size - 1]) > 0;
    }

    /// Remembers an id that is neither known nor forgotten.
    void add(long msgId, Kind kind) {
        if (size == Limits.RECEIVED_IDS_MAX) forgetLowest();
        else if (size == entries.length)
            entries = Arrays.copyOf(entries, Math.min(Math.max(START_SIZE, size * 2), Limits.RECEIVED_IDS_MAX));
        int at = -search(msgId) - 1;
        System.arraycopy(entries, at, entries, at + 1, size - at);
        entries[at] = msgId | kind.bits;
        size++;
    }

    private void forgetLowest() {
        lowest = (entries[0] & ~3L) + 4;
        System.arraycopy(entries, 1, entries, 0, --size);
    }

    private int search(long msgId) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(entries[middle] & ~3L, msgId);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return -low - 1;
    }
}
