package chappe.store.post;

import chappe.core.Limits;
import chappe.store.Mail.Posted;
import chappe.store.Partition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The letters on their way to one partition, a lane for each sender. Guarded by `lock`.
///
/// Lanes take turns, letters within a lane keep their order, and a lane in trouble does not hold up the others.
final class Inbox {
    final Partition to;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Partition, Lane> lanes = new LinkedHashMap<>();
    private boolean isServed;
    private boolean isGone;

    /// One letter and who waits for it; nobody waits for letters that were read back from the store.
    record Item(Posted letter, @Nullable Postage postage) {
        void delivered() {
            if (postage != null) postage.delivered();
        }

        void delayed() {
            if (postage != null) postage.delayed();
        }
    }

    /// The letters of one sender. Guarded by the inbox's lock.
    static final class Lane {
        final Partition from;
        private final ArrayDeque<Item> items = new ArrayDeque<>();
        private long lastKnown;
        private long lastHeld;
        private State state = State.READY;
        /// Unexpected failures of its first letter, and failures of the store.
        int tries;

        int faults;

        private enum State {
            READY,
            /// The service has some of its letters in hand.
            IN_HAND,
            /// A timer brings it back.
            WAITING,
            /// Its first letter is for a newer node.
            LEFT
        }

        Lane(Partition from) {
            this.from = from;
        }

        /// Whether letters are known that are not held here and have to be read from the store.
        private boolean isBehind() {
            return lastHeld < lastKnown;
        }

        private boolean isIdle() {
            return state == State.READY && items.isEmpty() && !isBehind();
        }

        private boolean isQuiet() {
            return state == State.LEFT || isIdle();
        }
    }

    /// What to do next: letters of one or more lanes, or lanes whose letters have to be read from the store.
    record Round(List<Item> items, List<Lane> lanes, List<Lane> behind) {
        boolean isEmpty() {
            return items.isEmpty() && behind.isEmpty();
        }
    }

    Inbox(Partition to) {
        this.to = to;
    }

    /// What became of an added letter.
    enum Added {
        /// This inbox was emptied and forgotten: make another.
        GONE,
        /// Somebody serves the inbox and will see it.
        QUEUED,
        /// The caller has to start the service.
        NEEDS_SERVICE
    }

    Added add(Item item) {
        lock.lock();
        try {
            if (isGone) return Added.GONE;
            Posted letter = item.letter;
            Lane lane = lanes.computeIfAbsent(letter.from(), Lane::new);
            if (letter.number() <= lane.lastKnown) {
                item.delayed();
                return Added.QUEUED;
            }
            boolean fits =
                    !lane.isBehind() && lane.items.size() < Limits.LETTERS_HELD_MAX && lane.state != Lane.State.LEFT;
            lane.lastKnown = letter.number();
            if (fits) {
                lane.lastHeld = letter.number();
                lane.items.add(item);
            } else {
                item.delayed();
            }
            return lane.state == Lane.State.READY ? serve() : Added.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /// The next letters to deliver together. An empty round ends the service.
    Round next(int limit) {
        lock.lock();
        try {
            var round = new Round(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            lanes.values().removeIf(Lane::isIdle);
            for (Lane lane : lanes.values()) {
                if (lane.state == Lane.State.READY && round.items.size() < limit) take(lane, limit, round);
            }
            if (round.isEmpty()) {
                isServed = false;
                isGone = lanes.isEmpty();
            }
            return round;
        } finally {
            lock.unlock();
        }
    }

    /// Gives lanes back whose letters were delivered. They go to the end, so that lanes take turns.
    void done(List<Lane> served) {
        lock.lock();
        try {
            for (Lane lane : served) {
                lane.state = Lane.State.READY;
                lane.tries = 0;
                lane.faults = 0;
                lanes.remove(lane.from);
                lanes.put(lane.from, lane);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Puts letters back that could not be delivered; the lane waits for [#resume].
    void postpone(Lane lane, List<Item> undelivered) {
        lock.lock();
        try {
            for (Item item : undelivered.reversed()) lane.items.addFirst(item);
            lane.state = Lane.State.WAITING;
        } finally {
            lock.unlock();
        }
    }

    /// Leaves a lane whose first letter is for a newer node, and forgets what is held of it.
    void leave(Lane lane) {
        lock.lock();
        try {
            for (Item item : lane.items) item.delayed();
            lane.items.clear();
            lane.state = Lane.State.LEFT;
        } finally {
            lock.unlock();
        }
    }

    /// Brings a lane back after a wait; true when the caller has to start the service.
    boolean resume(Lane lane) {
        lock.lock();
        try {
            lane.state = Lane.State.READY;
            return serve() == Added.NEEDS_SERVICE;
        } finally {
            lock.unlock();
        }
    }

    /// Replaces what is held of a lane by what the store has, from its oldest letter on. What was held and is
    /// not durable yet is read later.
    void refill(Lane lane, List<Posted> stored) {
        lock.lock();
        try {
            Map<Long, Item> held = new LinkedHashMap<>();
            for (Item item : lane.items) held.put(item.letter.number(), item);
            lane.items.clear();
            for (Posted letter : stored) {
                Item known = held.remove(letter.number());
                lane.items.add(known == null ? new Item(letter, null) : known);
            }
            for (Item item : held.values()) item.delayed();
            if (!stored.isEmpty()) lane.lastHeld = stored.getLast().number();
            lane.lastKnown = Math.max(lane.lastKnown, lane.lastHeld);
            lane.state = Lane.State.READY;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing is on its way here, apart from lanes that are left to newer nodes.
    boolean isQuiet() {
        lock.lock();
        try {
            return lanes.values().stream().allMatch(Lane::isQuiet);
        } finally {
            lock.unlock();
        }
    }

    /// Emptied and to be forgotten.
    boolean isGone() {
        lock.lock();
        try {
            return isGone;
        } finally {
            lock.unlock();
        }
    }

    private Added serve() {
        if (isServed) return Added.QUEUED;
        isServed = true;
        return Added.NEEDS_SERVICE;
    }

    private static void take(Lane lane, int limit, Round round) {
        if (lane.items.isEmpty()) {
            round.behind.add(lane);
        } else {
            while (!lane.items.isEmpty() && round.items.size() < limit) round.items.add(lane.items.remove());
            round.lanes.add(lane);
        }
        lane.state = Lane.State.IN_HAND;
    }
}
