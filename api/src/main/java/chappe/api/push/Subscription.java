package chappe.api.push;

import chappe.api.rpc.Receiver;
import chappe.core.AuthKeyId;
import chappe.domain.box.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The live sessions of one authorization key, and how far in the box's log they have been told.
///
/// Pushes go to the session that last made a call other than for files: clients have several sessions on a
/// key, and an update on two of them is an error to them. Guarded by its lane.
final class Subscription {
    final Lane lane;
    final AuthKeyId authKeyId;

    /// Seldom more than two; the last is the one that pushes go to.
    private final List<Receiver> sessions = new ArrayList<>(1);

    private @Nullable Position position;

    Subscription(Lane lane, AuthKeyId authKeyId) {
        this.lane = lane;
        this.authKeyId = authKeyId;
    }

    /// Makes this session the one that pushes go to.
    void prefer(Receiver session) {
        sessions.remove(session);
        sessions.add(session);
    }

    /// @return whether no session is left
    boolean remove(Receiver session) {
        sessions.remove(session);
        return sessions.isEmpty();
    }

    boolean isPreferred(Receiver session) {
        return !sessions.isEmpty() && sessions.getLast().equals(session);
    }

    @Nullable
    Receiver preferred() {
        return sessions.isEmpty() ? null : sessions.getLast();
    }

    List<Receiver> sessions() {
        return List.copyOf(sessions);
    }

    /// Null until the log's head has been read, which happens after subscribing (rule R10).
    @Nullable
    Position position() {
        return position;
    }

    void advance(Position to) {
        position = to;
    }
}
