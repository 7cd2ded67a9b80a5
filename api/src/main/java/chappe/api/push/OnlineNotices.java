package chappe.api.push;

import chappe.api.present.PresentUsers;
import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.account.Presence;
import chappe.domain.account.Presence.Status;
import chappe.domain.box.BlockList;
import chappe.domain.box.Peer;
import chappe.wire.UpdateUserStatus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Tells those who have a user as a contact that the user comes or goes
/// ([updateUserStatus](https://core.telegram.org/constructor/updateUserStatus)), if they are live and not blocked.
///
/// Nothing of it is stored, and what is told is bounded: one task a user at a time, which tells the status of
/// that moment, to at most [Limits#PRESENCE_WATCHERS_MAX] people. Thread-safe.
public final class OnlineNotices implements Presence.Listener {
    private final Pusher pusher;
    private final Presence presence;
    private final BlockList blockList;
    private final Executor threads;
    private final Set<UserId> waiting = ConcurrentHashMap.newKeySet();

    /// @param threads runs a notice; a virtual thread a task is meant
    public OnlineNotices(Pusher pusher, Presence presence, BlockList blockList, Executor threads) {
        this.pusher = pusher;
        this.presence = presence;
        this.blockList = blockList;
        this.threads = threads;
    }

    @Override
    public void changed(UserId user, Status status) {
        if (waiting.add(user)) threads.execute(() -> tell(user));
    }

    private void tell(UserId user) {
        waiting.remove(user); // before the status is read: a later change makes a task of its own
        var update = new UpdateUserStatus(user.value(), PresentUsers.status(presence.of(user)));
        for (UserId watcher : presence.watchers(user, Limits.PRESENCE_WATCHERS_MAX)) {
            if (pusher.isLive(watcher) && !blockList.isBlocked(user, Peer.user(watcher))) {
                pusher.tell(watcher, update, Set.of(user));
            }
        }
    }
}
