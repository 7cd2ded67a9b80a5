package chappe.mtproto.session;

import chappe.core.Limits;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Sessions that owe acknowledgements which may travel alone: all wait equally long, so that a queue is timer
/// enough. Thread-safe.
final class AckTimer {
    private record Due(Session session, Instant at) {}

    private final ConcurrentLinkedQueue<Due> waiting = new ConcurrentLinkedQueue<>();

    void start(Session session, Instant now) {
        waiting.add(new Due(session, now.plus(Limits.ACK_DELAY)));
    }

    /// Lets the sessions acknowledge whose time has come.
    void run(Instant now) {
        for (Due first = waiting.peek(); first != null && !first.at.isAfter(now); first = waiting.peek()) {
            if (waiting.remove(first)) first.session.acknowledge();
        }
    }
}
