package chappe.mtproto.session;

import chappe.core.Limits;
import chappe.mtproto.transport.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What sessions know of one connection: which of them it carries, and when it must have heard from its client.
///
/// The carried sessions are confined to the connection's lane; the rest is thread-safe.
final class Carrier {
    private final Connection connection;
    private final List<Session> carried = new ArrayList<>(1);
    private boolean isTrusted;
    private volatile boolean hasEnded;
    private volatile @Nullable Instant disconnectAt;

    Carrier(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    boolean isOpen() {
        return !hasEnded;
    }

    /// The connection has ended: what its sessions have for their client goes another way, or waits.
    void end() {
        hasEnded = true;
        carried.forEach(each -> each.detach(this));
        carried.clear();
    }

    void carry(Session session) {
        if (!carried.contains(session)) carried.add(session);
    }

    /// The client has proved that it holds a key.
    void trust() {
        if (isTrusted) return;
        isTrusted = true;
        connection.trust();
    }

    /// Whether it carries as many sessions as one connection may.
    boolean isFull() {
        carried.removeIf(Session::isClosed);
        return carried.size() >= Limits.SESSIONS_PER_CONNECTION_MAX;
    }

    /// [ping_delay_disconnect](https://core.telegram.org/mtproto/service_messages#deferred-connection-closure-ping):
    /// the connection ends unless the client says so again.
    void disconnectAt(Instant when) {
        disconnectAt = when;
    }

    /// Closes the connection whose client has been silent for longer than it promised.
    void closeWhenDue(Instant now) {
        Instant due = disconnectAt;
        if (due != null && now.isAfter(due)) connection.close();
    }
}
