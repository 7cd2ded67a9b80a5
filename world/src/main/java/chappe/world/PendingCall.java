package chappe.world;

import chappe.core.tl.TlMethod;
import chappe.core.tl.TlReader;
import chappe.wire.Layers;
import chappe.wire.mtproto.GzipPacked;
import chappe.wire.mtproto.RpcError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A message that waits for its answer. The answer is set once, by the client's reader.
final class PendingCall {
    private final String name;
    private final byte[] body;
    private final CountDownLatch done = new CountDownLatch(1);
    private byte @Nullable [] answer;
    private @Nullable IOException failure;
    private long msgId;
    private int seqNo;

    /// @param body what is sent, and sent again under another id where the server asks for that
    PendingCall(String name, byte[] body) {
        this.name = name;
        this.body = body;
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
    }

    void fail(String why) {
        failure = new IOException(why + ": " + name);
        done.countDown();
    }

    /// @param layer in whose form the answer comes
    /// @throws RpcFault when the server refused
    <R> R await(TlMethod<R> method, int layer, Duration timeout) {
        byte[] result = inflated(await(timeout));
        var in = new TlReader(result, Layers.newest());
        if (in.peekInt32() == RpcError.ID) {
            var error = (RpcError) in.object();
            throw new RpcFault(error.errorCode(), error.errorMessage(), name);
        }
        R value = Layers.readResult(layer, method, in);
        in.expectEnd();
        return value;
    }

    /// What came after `req_msg_id`, or the whole object where it was no `rpc_result`.
    byte[] await(Duration timeout) {
        try {
            if (!done.await(timeout.toMillis(), TimeUnit.MILLISECONDS))
                throw new AssertionError("no answer to " + name);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + name, hurried);
        }
        if (failure != null) throw new UncheckedIOException(failure);
        if (answer == null) throw new IllegalStateException("an empty answer to " + name);
        return answer;
    }

    private static byte[] inflated(byte[] result) {
        var in = new TlReader(result, Layers.newest());
        if (in.peekInt32() != GzipPacked.ID) return result;
        in.int32();
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(in.bytes()))) {
            return packed.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
