package chappe.domain.box;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.record.BoxEvent;
import chappe.store.record.BoxLetterNotice;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// How other partitions tell a user's sessions of a change: by a letter to the user's box, in the commit of the change.
///
/// The box logs the event in a row that moves no pts, so push and difference both tell it. The event holds names
/// only: what it says is read when it is told, from the newest state, and may be told again (rule R9).
public final class Notices {

    /// Tells a user's sessions.
    ///
    /// @param by the key whose call made the change and whose answer tells it; null tells all sessions
    public static void post(Change change, UserId user, @Nullable AuthKeyId by, BoxEvent event) {
        change.post(Partition.box(user), letter(by, event));
    }

    /// Tells many users' sessions. The caller keeps the number bounded, as a commit must be.
    public static void post(Change change, Collection<UserId> users, BoxEvent event) {
        if (users.isEmpty()) return;
        change.post(users.stream().map(Partition::box).toList(), letter(null, event));
    }

    private static BoxLetterNotice letter(@Nullable AuthKeyId by, BoxEvent event) {
        return new BoxLetterNotice.Builder(event)
                .authKeyId(by == null ? null : by.value())
                .build();
    }

    private Notices() {}
}
