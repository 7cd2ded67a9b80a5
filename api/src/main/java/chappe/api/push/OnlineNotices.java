package chappe.api.push;

import chappe.api.present.PresentUsers;
import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.account.Presence;
import chappe.domain.account.Presence.Status;
import chappe.domain.account.PrivacyKey;
import chappe.wire.UpdateUserStatus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/// Tells those who have a user as a contact that the user comes or goes
/// ([updateUserStatus](https://core.telegram.org/constructor/updateUserStatus)), if they are live and
/// may know.
///
/// Who may not know exactly is told nothing, since the time of the telling would tell; but when the
/// user's privacy rules change, each is told once what may be known from then on. Nothing of it is
/// stored, and what is told is bounded: one task a user at a time, which tells the status of that
/// moment, to at most [Limits#PRESENCE_WATCHERS_MAX] people. Thread-safe.
public final class OnlineNotices implements Presence.Listener {
    private final Pusher pusher;
    private final Presence presence;
    private final PresentUsers people;
    private final Executor threads;
    private final Set<UserId> waiting = ConcurrentHashMap.newKeySet();

    /// @param threads runs a notice; a virtual thread a task is meant
    public OnlineNotices(Pusher pusher, Presence presence, PresentUsers people, Executor threads) {
        this.pusher = pusher;
        this.presence = presence;
        this.people = people;
        this.threads = threads;
    }

    @Override
    public void changed(UserId user, Status status) {
        if (waiting.add(user)) threads.execute(() -> tell(user));
    }

    /// The user's rules for the key have changed.
    public void privacyChanged(UserId user, PrivacyKey key) {
        if (key == PrivacyKey.STATUS_TIMESTAMP) threads.execute(() -> tell(user, status -> true));
    }

    private void tell(UserId user) {
        waiting.remove(user); // before the status is read: a later change makes a task of its own
        tell(user, status -> status instanceof Status.Online || status instanceof Status.Offline);
    }

    private void tell(UserId user, Predicate<Status> mayBeTold) {
        for (UserId watcher : presence.watchers(user, Limits.PRESENCE_WATCHERS_MAX)) {
            if (!pusher.isLive(watcher)) continue;
            Status status = people.seen(watcher, user).status();
            if (!mayBeTold.test(status)) continue;
            var update = new UpdateUserStatus(user.value(), PresentUsers.status(status));
            pusher.tell(watcher, update, Set.of(user));
        }
    }
}
