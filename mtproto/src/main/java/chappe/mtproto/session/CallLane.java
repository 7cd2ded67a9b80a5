package chappe.mtproto.session;

import chappe.core.Limits;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The calls of one session, run one after the other in the order they came, on a thread that exists only
/// while there are any. Guarded by the session's lock, apart from the calls themselves.
final class CallLane {

    /// A call that waits or runs.
    record Waiting(ClientMessage message, Carrier from) {}

    private final LongRing failed = new LongRing(Limits.FAILED_CALLS_MAX);
    private @Nullable ArrayDeque<Waiting> waiting;
    private int waitingBytes;
    private boolean hasThread;
    private @Nullable Waiting running;
    private boolean isDropped;

    /// @return false when too much waits already
    boolean add(Waiting call) {
        if (waiting == null) waiting = new ArrayDeque<>(4);
        boolean isFull = waiting.size() == Limits.CALLS_WAITING_MAX
                || waitingBytes + call.message.size() > Limits.CALL_BYTES_WAITING_MAX;
        if (isFull) return false;
        waiting.add(call);
        waitingBytes += call.message.size();
        return true;
    }

    /// @return true when the caller must start a thread, which there is none of yet
    boolean takeThread() {
        if (hasThread) return false;
        hasThread = true;
        return true;
    }

    void endThread() {
        hasThread = false;
    }

    boolean hasWork() {
        return waiting != null;
    }

    /// The next call, from now on the running one.
    ///
    /// @return null when none waits
    @Nullable
    Waiting next() {
        running = waiting == null ? null : waiting.poll();
        isDropped = false;
        if (running == null) waiting = null;
        else waitingBytes -= running.message.size();
        return running;
    }

    /// The running call has been answered.
    ///
    /// @return false when its client no longer wants to know
    boolean ended(Waiting call, boolean hasFailed) {
        running = null;
        if (hasFailed) failed.add(call.message.msgId());
        return !isDropped;
    }

    boolean isPending(long msgId) {
        if (running != null && running.message.msgId() == msgId) return true;
        return findWaiting(msgId) != null;
    }

    boolean hasFailed(long msgId) {
        return failed.contains(msgId);
    }

    /// Takes a call out, or lets the answer of the running one go to waste.
    ///
    /// @return false when it is neither waiting nor running
    boolean drop(long msgId) {
        if (running != null && running.message.msgId() == msgId) {
            isDropped = true;
            return true;
        }
        Waiting call = findWaiting(msgId);
        if (call == null || waiting == null) return false;
        waiting.remove(call);
        waitingBytes -= call.message.size();
        failed.add(msgId);
        return true;
    }

    /// Nothing more is to run: the session has ended.
    void clear() {
        waiting = null;
        waitingBytes = 0;
    }

    private @Nullable Waiting findWaiting(long msgId) {
        if (waiting == null) return null;
        for (Waiting each : waiting) if (each.message.msgId() == msgId) return each;
        return null;
    }
}
