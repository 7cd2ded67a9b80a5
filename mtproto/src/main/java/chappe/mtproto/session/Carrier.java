package chappe.mtproto.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What sessions know of one connection: which of them it carries, and when it must hear from its client.
///
/// The carried sessions are confined to the connection's thread.
final class Carrier {
    private final Line line;
    private final List<Session> carried = new ArrayList<>(1);
    private volatile @Nullable Instant disconnectAt;

    Carrier(Line line) {
        this.line = line;
    }

    Line line() {
        return line;
    }

    boolean isOpen() {
        return line.isOpen();
    }

    List<Session> carried() {
        return carried;
    }

    void carry(Session session) {
        if (!carried.contains(session)) carried.add(session);
    }

    /// [ping_delay_disconnect](https://core.telegram.org/mtproto/service_messages#deferred-connection-closure-ping): the connection ends
    /// unless the client says so again.
    void disconnectAt(Instant when) {
        disconnectAt = when;
    }

    /// Closes the connection whose client has been silent for longer than it promised.
    void closeWhenDue(Instant now) {
        Instant due = disconnectAt;
        if (due != null && now.isAfter(due)) line.close();
    }
}
