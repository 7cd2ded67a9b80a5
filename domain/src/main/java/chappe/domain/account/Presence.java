package chappe.domain.account;

import chappe.core.AuthKeyId;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /// One of the user's devices says that it is in use, or no longer is. Who is online on another one stays
    /// online.
    public void update(UserId user, AuthKeyId device, boolean offline) {
        Instant now = clock.instant();
        Known changed = known.asMap().compute(user, (id, former) -> {
            Known before = former == null ? Known.NEVER : former;
            return offline ? before.without(device, now) : before.with(device, now);
        });
        Status status = changed.status(now);
        Duration every = status instanceof Status.Online ? STORED_EVERY : STORED_AT_LEAVING;
        if (!changed.storedAt().plus(every).isAfter(now)) remember(user, now);
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

    /// What a viewer is told.
    ///
    /// @param isAllowed the user's rules let the viewer know exactly
    /// @param isReturned the viewer's own rules let the user know as much; who hides does not see
    Status seen(Status status, boolean isAllowed, boolean isReturned) {
        if (isAllowed && isReturned) return status;
        return status.blurred(clock.instant(), isAllowed);
    }

    /// @param stored the user's row, which counts where memory knows nothing
    Status of(UserId user, @Nullable AccountPresence stored) {
        Known inMemory = known.getIfPresent(user);
        if (inMemory == null) {
            return stored == null
                    ? new Status.Unknown()
                    : new Status.Offline(Instant.ofEpochSecond(stored.wasOnline()));
        }
        return inMemory.status(clock.instant());
    }

    private void remember(UserId user, Instant wasOnline) {
        known.asMap().computeIfPresent(user, (id, former) -> former.stored(wasOnline));
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

        /// Some time ago, no more is told.
        ///
        /// @param isByViewer the viewer's own rules keep the exact time from the viewer
        record Lately(Span span, boolean isByViewer) implements Status {}

        /// Never seen, or longer ago than [Span] tells.
        record Unknown() implements Status {}

        /// The same less exactly, for whom it is not told in full.
        default Status blurred(Instant now, boolean isByViewer) {
            return switch (this) {
                case Online _ -> new Lately(Span.RECENTLY, isByViewer);
                case Offline(Instant since) -> Span.lately(Duration.between(since, now), isByViewer);
                case Lately _, Unknown _ -> this;
            };
        }
    }

    /// How long ago somebody was online, as official servers tell those who may not know: up to three
    /// days, a week, a month.
    public enum Span {
        RECENTLY(3),
        WITHIN_A_WEEK(7),
        WITHIN_A_MONTH(30);

        private final Duration most;

        Span(int days) {
            this.most = Duration.ofDays(days);
        }

        private static Status lately(Duration ago, boolean isByViewer) {
            for (Span span : values()) {
                if (ago.compareTo(span.most) <= 0) return new Status.Lately(span, isByViewer);
            }
            return new Status.Unknown();
        }
    }

    /// Told of changes; see [#onChange].
    @FunctionalInterface
    public interface Listener {
        void changed(UserId user, Status status);
    }

    /// What memory knows of one user.
    ///
    /// @param devices until when each device holds the user online, at most [#DEVICES_MAX] of them
    /// @param leftAt when the last device said that it is no longer in use
    /// @param storedAt when "last seen" was last written
    private record Known(Map<AuthKeyId, Instant> devices, Instant leftAt, Instant storedAt) {
        static final Known NEVER = new Known(Map.of(), Instant.EPOCH, Instant.EPOCH);
        private static final int DEVICES_MAX = 16;

        Known with(AuthKeyId device, Instant now) {
            Map<AuthKeyId, Instant> all = new HashMap<>(devices);
            all.values().removeIf(until -> !until.isAfter(now));
            if (all.size() < DEVICES_MAX) all.put(device, now.plus(ONLINE));
            return new Known(Map.copyOf(all), now, storedAt);
        }

        Known without(AuthKeyId device, Instant now) {
            Map<AuthKeyId, Instant> rest = new HashMap<>(devices);
            rest.remove(device);
            return new Known(Map.copyOf(rest), now, storedAt);
        }

        Known stored(Instant at) {
            return new Known(devices, leftAt, at);
        }

        Status status(Instant now) {
            Instant until =
                    devices.values().stream().max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
            if (until.isAfter(now)) return new Status.Online(until);
            return new Status.Offline(until.isAfter(leftAt) ? until : leftAt);
        }
    }
}
