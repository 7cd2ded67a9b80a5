package chappe.mtproto.session;

import chappe.mtproto.transport.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A connection in memory: what the server sends lies in a queue until the test takes it. Thread-safe.
final class FakeConnection implements Connection {
    private final Deque<byte[]> sent = new ArrayDeque<>();
    private final List<Integer> errors = new ArrayList<>();
    private final List<Integer> quickAcks = new ArrayList<>();
    private boolean isClosed;
    private boolean isTrusted;

    @Override
    public String address() {
        return "192.0.2.7";
    }

    @Override
    public int dcHint() {
        return 3;
    }

    @Override
    public synchronized void send(byte[] frame) {
        if (!isClosed) sent.add(frame);
    }

    @Override
    public synchronized void sendQuickAck(int token) {
        quickAcks.add(token);
    }

    @Override
    public synchronized void sendError(int code) {
        errors.add(code);
    }

    @Override
    public synchronized void trust() {
        isTrusted = true;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
    }

    @Override
    public synchronized void closeAfterFlush() {
        isClosed = true;
    }

    /// All frames sent since the last time.
    synchronized List<byte[]> take() {
        List<byte[]> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    synchronized List<Integer> errors() {
        return List.copyOf(errors);
    }

    synchronized List<Integer> quickAcks() {
        return List.copyOf(quickAcks);
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    synchronized boolean isTrusted() {
        return isTrusted;
    }
}
