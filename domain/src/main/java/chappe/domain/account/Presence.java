package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Table;
import chappe.store.View.Order;
import chappe.store.record.AccountPresence;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Who is online, and since when others are not.
///
/// Who is online is known in memory only, and bounded there. "Last seen" is stored late and seldom: at most
/// once a minute for each user, so that after a restart it may be off by [#STORED_EVERY]. Thread-safe.
///
/// See [account.updateStatus](https://core.telegram.org/method/account.updateStatus).
public final class Presence {
    /// How long "online" holds without being said again. Clients say it again after
    /// `config.online_update_period_ms`, which must be shorter.
    public static final Duration ONLINE = Duration.ofMinutes(5);

    private static final Duration STORED_EVERY = Duration.ofMinutes(5);
    private static final Duration STORED_AT_LEAVING = Duration.ofMinutes(1);

    private final Store store;
    private final Clock clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Cache<UserId, Known> known = Caffeine.newBuilder()
            .maximumSize(Limits.PRESENCE_KNOWN_MAX)
            .executor(Runnable::run)
            .build();

    public Presence(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Told of each change, on the caller's thread: it must be quick, and may lose what it has no room for.
    public void onChange(Listener listener) {
        listeners.add(listener);
    }

    /// The user says that the app is in use, or that it no longer is.
    public void update(UserId user, boolean offline) {
        Instant now = clock.instant();
        Known former = known.getIfPresent(user);
        Instant storedAt = former == null ? Instant.EPOCH : former.storedAt();
        boolean store =
                storedAt.plus(offline ? STORED_AT_LEAVING : STORED_EVERY).compareTo(now) <= 0;
        Status status = offline ? new Status.Offline(now) : new Status.Online(now.plus(ONLINE));
        known.put(user, new Known(status, store ? now : storedAt));
        if (store) remember(user, now);
        for (Listener each : listeners) each.changed(user, status);
    }

    public Status of(UserId user) {
        return of(user, store.read(Partition.account(user), Rows.PRESENCE::find));
    }

    /// Those who have the user as a contact, at most `limit` of them: whom a change may concern.
    public List<UserId> watchers(UserId user, int limit) {
        return store.read(
                Partition.account(user),
                view -> Rows.KNOWN_BY.scan(view, limit, Order.ASCENDING).stream()
                        .map(Table.Entry::key)
                        .toList());
    }

    /// @param stored the user's row, which counts where memory knows nothing
    Status of(UserId user, @Nullable AccountPresence stored) {
        Known inMemory = known.getIfPresent(user);
        if (inMemory == null) {
            return stored == null
                    ? new Status.Unknown()
                    : new Status.Offline(Instant.ofEpochSecond(stored.wasOnline()));
        }
        return switch (inMemory.status()) {
            case Status.Online online when online.until().isAfter(clock.instant()) -> online;
            case Status.Online over -> new Status.Offline(over.until());
            case Status.Offline offline -> offline;
            case Status.Unknown unknown -> unknown;
        };
    }

    private void remember(UserId user, Instant wasOnline) {
        store.write(Partition.account(user), change -> {
            if (Rows.PROFILE.find(change) != null) {
                Rows.PRESENCE.put(change, new AccountPresence((int) wasOnline.getEpochSecond()));
            }
            return true;
        });
    }

    /// What others see.
    public sealed interface Status {
        record Online(Instant until) implements Status {}

        record Offline(Instant since) implements Status {}

        /// Never seen.
        record Unknown() implements Status {}
    }

    /// Told of changes; see [#onChange].
    @FunctionalInterface
    public interface Listener {
        void changed(UserId user, Status status);
    }

    private record Known(Status status, Instant storedAt) {}
}
