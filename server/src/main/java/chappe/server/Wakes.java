package chappe.server;

import chappe.core.Limits;
import chappe.store.Partition;
import chappe.store.Store;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes partitions whose time has come (rule R2), each by the room that its kind belongs to.
///
/// Confined to the thread that runs it. The woken room clears or moves the mark in its commit; a mark that stays is
/// seen again in the next round.
final class Wakes {
    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);

    private final Store store;
    private final Clock clock;
    private final Map<Partition.Kind, Consumer<Partition>> rooms = new EnumMap<>(Partition.Kind.class);
    private final Set<Partition> unserved = new HashSet<>();

    Wakes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void on(Partition.Kind kind, Consumer<Partition> room) {
        rooms.put(kind, room);
    }

    /// One round. To be called about every second.
    void run() {
        List<Partition> due = store.due(clock.instant(), Limits.WAKES_ROUND_MAX);
        for (Partition partition : due) {
            Consumer<Partition> room = rooms.get(partition.kind());
            if (room == null) tellOnce(partition);
            else wake(partition, room);
        }
    }

    private void tellOnce(Partition partition) {
        if (unserved.size() < Limits.WAKES_ROUND_MAX && unserved.add(partition))
            LOG.warn("partition={} is due and nobody wakes it", partition);
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
