package chappe.server;

import chappe.store.Partition;
import chappe.store.Store;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes partitions whose time has come (rule R2), each by the room that its kind belongs to.
///
/// The woken room clears or moves the mark in its commit; a mark that stays is seen again in the next round.
final class Wakes {
    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);
    private static final int ROUND_MAX = 500;

    private final Store store;
    private final Clock clock;
    private final Map<Partition.Kind, Consumer<Partition>> rooms = new EnumMap<>(Partition.Kind.class);

    Wakes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void on(Partition.Kind kind, Consumer<Partition> room) {
        rooms.put(kind, room);
    }

    /// One round. To be called about every second.
    void run() {
        List<Partition> due = store.due(clock.instant(), ROUND_MAX);
        for (Partition partition : due) {
            Consumer<Partition> room = rooms.get(partition.kind());
            if (room == null) LOG.warn("partition={} is due and nobody wakes it", partition);
            else wake(partition, room);
        }
    }

    /// A failure must not hold up those behind it: the mark stays, and the next round tries again.
    private static void wake(Partition partition, Consumer<Partition> room) {
        try {
            room.accept(partition);
        } catch (RuntimeException failed) {
            LOG.error("partition={} was not woken", partition, failed);
        }
    }
}
