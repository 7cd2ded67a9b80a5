package chappe.store;

import chappe.core.tl.TlObject;
import java.time.Instant;
import java.util.Collection;

/// A partition being changed: reads see this change's own writes. Nothing is visible to others before the commit.
public interface Change extends View {

    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /// Deletes all rows with `from <= key < to`. Bounded: a range that is longer than `limit` rows throws.
    default int deleteRange(byte[] from, byte[] to, int limit) {
        var rows = scan(from, to, limit + 1, Order.ASCENDING);
        if (rows.size() > limit) throw new IllegalStateException("a commit is bounded: more than " + limit + " rows");
        for (Row row : rows) delete(row.key());
        return rows.size();
    }

    /// Stores a letter in this commit. The post office takes it to the other partition, where it has its effect exactly
    /// once.
    void post(Partition to, TlObject letter);

    /// The same body for many addressees, stored once (rule R2).
    void post(Collection<Partition> to, TlObject letter);

    /// Sets a durable mark: the partition is `due` at that time, until a commit clears or moves it (rule R2).
    void wake(Instant at);

    /// Removes the partition's wake mark.
    void sleep();

    /// Closes the emptied partition for good: letters to it are acknowledged and dropped from now on, its own outbox
    /// still drains, and its version and counters stay (rule R1).
    ///
    /// @throws IllegalStateException when rows are left: emptying a large partition takes several bounded commits
    void close();
}
