package chappe.world;

import chappe.core.tl.TlObject;
import chappe.wire.UpdateShort;
import chappe.wire.UpdateUserStatus;
import chappe.wire.Updates;
import chappe.wire.UpdatesCombined;
import chappe.wire.UpdatesType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The updates that were pushed to a client and that its test has not taken yet, one by one. Guarded by its
/// own lock.
final class Inbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<TlObject> updates = new ArrayDeque<>();

    void put(UpdatesType pushed) {
        lock.lock();
        try {
            switch (pushed) {
                case Updates all -> updates.addAll(all.updates());
                case UpdatesCombined all -> updates.addAll(all.updates());
                case UpdateShort one -> updates.add(one.update());
                default -> updates.add(pushed);
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes the next update, which must be the expected one. Users coming and going is not counted, unless
    /// asked for.
    TlObject take(Expected expected, Duration timeout) {
        lock.lock();
        try {
            await(expected, timeout);
            while (true) {
                TlObject next = updates.removeFirst();
                if (expected.holds().test(next)) return next;
                if (!isNoise(next)) throw new AssertionError("expected " + expected + " but received " + next);
                await(expected, timeout);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes as many updates as are expected, in whatever order they come.
    void takeInAnyOrder(List<Expected> expected, Duration timeout) {
        List<Expected> open = new ArrayList<>(expected);
        lock.lock();
        try {
            while (!open.isEmpty()) {
                await(open.getFirst(), timeout);
                TlObject next = updates.removeFirst();
                boolean isExpected = open.stream()
                        .filter(each -> each.holds().test(next))
                        .findFirst()
                        .map(open::remove)
                        .orElse(false);
                if (!isExpected && !isNoise(next))
                    throw new AssertionError("expected " + open + " but received " + next);
            }
        } finally {
            lock.unlock();
        }
    }

    /// What is there now, taken out.
    List<TlObject> takeAll() {
        lock.lock();
        try {
            List<TlObject> all = List.copyOf(updates);
            updates.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    void expectEmpty() {
        List<TlObject> left = takeAll().stream().filter(each -> !isNoise(each)).toList();
        if (!left.isEmpty()) throw new AssertionError("expected nothing else but received " + left);
    }

    static boolean isNoise(TlObject update) {
        return update instanceof UpdateUserStatus;
    }

    private void await(Expected expected, Duration timeout) {
        long leftNs = timeout.toNanos();
        try {
            while (updates.isEmpty()) {
                if (leftNs <= 0) throw new AssertionError("expected " + expected + " but nothing came");
                leftNs = arrived.awaitNanos(leftNs);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + expected, hurried);
        }
    }
}
