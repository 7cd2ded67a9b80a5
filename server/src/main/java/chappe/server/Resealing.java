package chappe.server;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.account.AuthKeyRing;
import chappe.domain.account.PasswordSeals;
import chappe.store.Partition;
import chappe.store.embedded.RocksStore;
import chappe.store.seal.VaultRotation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// Seals again every value that the old key of a [VaultRotation] sealed: one commit for each partition, some hundred of
/// them in one sync. Whatever was done stays done when it is broken off. `ArchitectureTest` knows who seals: a new one
/// belongs here too.
final class Resealing {
    private final RocksStore store;
    private final Clock clock;
    private final VaultRotation rotation;

    Resealing(RocksStore store, Clock clock, VaultRotation rotation) {
        this.store = store;
        this.clock = clock;
        this.rotation = rotation;
    }

    /// @return how many values were sealed again
    long run() {
        var sealing = new VaultSealing(rotation.vault());
        var keys = new AuthKeyRing(store, clock, sealing);
        var passwords = new PasswordSeals(store, sealing);
        return over(Partition.Kind.AUTH_KEY, each -> keys.reseal(new AuthKeyId(each.number()), rotation::isOld))
                + over(Partition.Kind.ACCOUNT, each -> passwords.reseal(new UserId(each.number()), rotation::isOld));
    }

    private long over(Partition.Kind kind, Predicate<Partition> reseal) {
        var count = new AtomicLong();
        store.pages(kind, page -> count.addAndGet(together(page, reseal)));
        return count.get();
    }

    private static long together(List<Partition> page, Predicate<Partition> reseal) {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (Partition each : page) tasks.add(() -> reseal.test(each));
        long count = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(tasks)) if (done.get()) count++;
            return count;
        } catch (ExecutionException failed) {
            throw new StartFault("a value cannot be sealed again: " + failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartFault("interrupted; call it again to go on");
        }
    }
}
