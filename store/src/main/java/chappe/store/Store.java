package chappe.store;

import chappe.core.tl.TlObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where everything durable lives. Every engine passes `StoreContract` unchanged.
///
/// Thread-safe; all calls block and are meant for virtual threads. The functions run on the caller's or the engine's
/// thread, may run again after a conflict, do no I/O but the store's, and must not keep the [View] or [Change] they
/// got.
public interface Store extends AutoCloseable {

    /// Reads one consistent snapshot of a partition. Sees durable commits only.
    <T extends @Nullable Object> T read(Partition partition, Function<? super View, T> reader);

    /// Reads a snapshot of each partition, batched; the answers stand under their partitions.
    <T> Map<Partition, T> readAll(Collection<Partition> partitions, Function<? super View, T> reader);

    /// Changes one partition: serialisable, atomic, and durable (fsync'd) on return.
    ///
    /// An exception of the function (a refusal, for instance) commits nothing and passes through.
    ///
    /// @throws StoreFault when the outcome is unknown or the store cannot commit (a full disk)
    <T extends @Nullable Object> T write(Partition partition, Function<? super Change, T> change);

    /// Calls `listener` after each durable commit, in commit order for each partition. Listeners must be quick: they
    /// run on the committing thread and only mark what is to be looked at.
    void onCommit(CommitListener listener);

    /// Partitions whose wake mark (rule R2) is at or before `now`, oldest first.
    List<Partition> due(Instant now, int limit);

    /// How many restores, or promotions that lost commits, this store has seen: message ids and pts jump
    /// ahead with each (rule R12).
    long epoch();

    /// Engines publish health here: false once a commit has failed in a way that needs an operator.
    boolean isWritable();

    @Override
    void close();

    /// Told of every durable commit: "partition X is at version N".
    @FunctionalInterface
    interface CommitListener {
        void committed(Partition partition, long version);
    }

    /// A letter as its receiver gets it: the sender, its dense number for this pair (rule R1), and the body
    /// (a record of `store.tl`).
    record Letter<L extends TlObject>(Partition from, long number, L body) {}
}
