package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import chappe.store.record.AccountPresence;
import chappe.store.record.AccountProfile;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/// What an account shows of itself.
record PublicRows(
        @Nullable AccountProfile profile, @Nullable AccountPresence presence) {

    private static PublicRows of(View view) {
        return new PublicRows(Rows.PROFILE.find(view), Rows.PRESENCE.find(view));
    }

    /// Public rows in memory: every answer and every push names people, mostly the same ones.
    ///
    /// Each account has a generation, shared with others by hash, that its commits move before their
    /// callers hear of them. Rows are kept with the generation from before they were read, and hold only
    /// while it stands: so whoever has committed reads what was committed, and nobody waits for anybody.
    /// What other nodes commit is not noticed, so rows expire besides. Thread-safe.
    static final class Kept {
        private static final int GENERATIONS = 1 << 12;

        private final Store store;
        private final AtomicIntegerArray generations = new AtomicIntegerArray(GENERATIONS);
        private final Cache<UserId, Dated> known = Caffeine.newBuilder()
                .maximumSize(Limits.PUBLIC_ROWS_KEPT_MAX)
                .expireAfterWrite(Limits.PUBLIC_ROWS_KEPT)
                .executor(Runnable::run)
                .build();

        private record Dated(PublicRows rows, int generation) {}

        Kept(Store store) {
            this.store = store;
            store.onCommit((partition, _) -> {
                if (partition.kind() == Partition.Kind.ACCOUNT) generations.incrementAndGet(place(partition.number()));
            });
        }

        /// The rows of each; of an account that does not exist, empty ones.
        Map<UserId, PublicRows> of(Collection<UserId> users) {
            Map<UserId, PublicRows> found = new HashMap<>();
            Map<UserId, Integer> missing = new HashMap<>();
            for (UserId user : users) {
                int generation = generations.get(place(user.value()));
                Dated dated = known.getIfPresent(user);
                if (dated != null && dated.generation == generation) found.put(user, dated.rows);
                else missing.put(user, generation);
            }
            if (!missing.isEmpty()) read(missing, found);
            return found;
        }

        private void read(Map<UserId, Integer> missing, Map<UserId, PublicRows> found) {
            var read = store.readAll(
                    missing.keySet().stream().map(Partition::account).toList(), PublicRows::of);
            missing.forEach((user, generation) -> {
                PublicRows rows = read.get(Partition.account(user));
                if (rows == null) throw new IllegalStateException("not read: " + user);
                found.put(user, rows);
                known.put(user, new Dated(rows, generation));
            });
        }

        private static int place(long user) {
            return Long.hashCode(user * 0x9e3779b97f4a7c15L) & (GENERATIONS - 1);
        }
    }
}
