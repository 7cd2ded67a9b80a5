package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.account.Users.PublicRows;
import chappe.domain.account.Users.Relation;
import chappe.store.Partition;
import chappe.store.Store.CommitListener;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What was read of accounts a moment ago: every answer and every push names the same few people again.
///
/// A commit of an account drops what is known of it at once on this node; other nodes forget within ten seconds (rule
/// R10). Whoever reads takes the [Known] first and the snapshot after it: should a commit fall in between, what is then
/// remembered goes into a [Known] that nobody will find. Thread-safe.
final class UserCache implements CommitListener {
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Cache<UserId, Known> accounts = Caffeine.newBuilder()
            .maximumSize(Limits.USERS_CACHED_MAX)
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();

    Known of(UserId user) {
        return accounts.get(user, id -> new Known());
    }

    @Override
    public void committed(Partition partition, long version) {
        if (partition.kind() == Partition.Kind.ACCOUNT) accounts.invalidate(new UserId(partition.number()));
    }

    /// What is known of one account: what it shows, and its relations to some others. Thread-safe.
    static final class Known {
        private final Map<UserId, Relation> relations = new ConcurrentHashMap<>(4);
        private volatile @Nullable PublicRows rows;

        @Nullable
        PublicRows rows() {
            return rows;
        }

        void remember(PublicRows read) {
            rows = read;
        }

        @Nullable
        Relation findRelation(UserId other) {
            return relations.get(other);
        }

        void remember(UserId other, Relation read) {
            if (relations.size() < Limits.RELATIONS_CACHED_MAX) relations.put(other, read);
        }
    }
}
