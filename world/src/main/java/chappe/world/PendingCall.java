package chappe.world;

import chappe.core.tl.TlMethod;
import chappe.core.tl.TlReader;
import chappe.wire.Layers;
import chappe.wire.mtproto.RpcError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A message that waits for its answer. The answer is set once, by the client's reader.
final class PendingCall {
    private final String name;
    private final byte[] body;
    private final Consumer<PendingCall> told;
    private final CountDownLatch done = new CountDownLatch(1);
    private byte @Nullable [] answer;
    private @Nullable IOException failure;
    private long msgId;
    private int seqNo;

    /// @param body what is sent, and sent again under another id where the server asks for that
    PendingCall(String name, byte[] body) {
        this(name, body, _ -> {});
    }

    /// @param told runs on the client's reader once the answer is there
    PendingCall(String name, byte[] body, Consumer<PendingCall> told) {
        this.name = name;
        this.body = body;
        this.told = told;
    }

    byte[] body() {
        return body;
    }

    /// Guarded by the client's lock.
    long msgId() {
        return msgId;
    }

    int seqNo() {
        return seqNo;
    }

    void sentAs(long id, int number) {
        msgId = id;
        seqNo = number;
    }

    void answer(byte[] bytes) {
        answer = bytes;
        done.countDown();
        told.accept(this);
    }

    void fail(String why) {
        failure = new IOException(why + ": " + name);
        done.countDown();
        told.accept(this);
    }

    /// @throws RpcFault when the server refused
    <R> R await(TlMethod<R> method, int layer, Duration timeout) {
        await(timeout);
        return result(method, layer);
    }

    /// Waits for an answer that is no `rpc_result`.
    void await(Duration timeout) {
        try {
            if (!done.await(timeout.toMillis(), TimeUnit.MILLISECONDS))
                throw new AssertionError("no answer to " + name);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + name, hurried);
        }
    }

    /// What came after `req_msg_id`, once it is there.
    ///
    /// @param layer in whose form the answer is
    /// @throws RpcFault when the server refused
    <R> R result(TlMethod<R> method, int layer) {
        if (failure != null) throw new UncheckedIOException(failure);
        if (answer == null) throw new IllegalStateException("an empty answer to " + name);
        var in = new TlReader(ClientSession.inflated(answer), Layers.newest());
        if (in.peekInt32() == RpcError.ID) {
            var error = (RpcError) in.object();
            throw new RpcFault(error.errorCode(), error.errorMessage(), name);
        }
        R value = Layers.readResult(layer, method, in);
        in.expectEnd();
        return value;
    }
}
