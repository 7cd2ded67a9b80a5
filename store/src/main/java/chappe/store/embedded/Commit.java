package chappe.store.embedded;

import chappe.store.Partition;
import org.jspecify.annotations.Nullable;

/// One change on its way to the disk. Its fields are set before it is enqueued and not changed after it, but
/// for the ticket, which the queue gives under its lock.
final class Commit {
    final Batch batch;
    final @Nullable Partition partition;
    final long version;
    final @Nullable Thread waiter;
    long ticket;

    /// @param partition null for a commit that only waits for those before it, or that only cleans up
    Commit(Batch batch, @Nullable Partition partition, long version, @Nullable Thread waiter) {
        this.batch = batch;
        this.partition = partition;
        this.version = version;
        this.waiter = waiter;
    }
}
