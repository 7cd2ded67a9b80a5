package chappe.mtproto.session;

import chappe.core.Limits;
import chappe.core.tl.TlWriter;
import chappe.mtproto.session.Requests.Answer;
import chappe.wire.Layers;
import chappe.wire.mtproto.GzipPacked;
import chappe.wire.mtproto.RpcError;
import chappe.wire.mtproto.RpcResult;
import org.jspecify.annotations.Nullable;

/// Lays out `rpc_result` ([response to an RPC
/// query](https://core.telegram.org/mtproto/service_messages#response-to-an-rpc-query)):
/// constructor id, `req_msg_id`, and the result, an error, or the result packed.
final class RpcResults {

    /// An answer, laid out.
    ///
    /// @param kept null for an answer that is no `rpc_result`, and is not kept
    record Ready(byte[] body, @Nullable Kept kept, boolean isError) {}

    static Ready kept(long queryId, Answer answer) {
        byte[] body = bytes(queryId, answer);
        return new Ready(body, new Kept(Kept.Kind.ANSWER, queryId, body), answer instanceof Answer.Error);
    }

    static byte[] bytes(long queryId, Answer answer) {
        var out = new TlWriter(Layers.newest());
        out.int32(RpcResult.ID);
        out.int64(queryId);
        switch (answer) {
            case Answer.Error error -> out.object(new RpcError(error.code(), error.text()));
            case Answer.Result result -> result(out, result.bytes());
        }
        return out.toBytes();
    }

    private static void result(TlWriter out, byte[] result) {
        byte[] packed = result.length > Limits.PACKED_FROM_SIZE ? Inflation.pack(result) : null;
        if (packed == null) out.raw(result);
        else out.object(new GzipPacked(packed));
    }

    private RpcResults() {}
}
