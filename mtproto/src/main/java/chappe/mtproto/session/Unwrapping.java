package chappe.mtproto.session;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.mtproto.session.Requests.ClientInfo;
import chappe.wire.InitConnection;
import chappe.wire.InvokeAfterMsg;
import chappe.wire.InvokeAfterMsgs;
import chappe.wire.InvokeWithLayer;
import chappe.wire.InvokeWithMessagesRange;
import chappe.wire.InvokeWithTakeout;
import chappe.wire.InvokeWithoutUpdates;
import chappe.wire.Layers;
import chappe.wire.mtproto.GzipPacked;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the wrappers off one call, in whatever order they are nested
/// ([calling methods](https://core.telegram.org/api/invoking)). Confined to the call's thread; used once.
///
/// `invokeWithLayer` changes the schema for all inside it; before it, what the key's last layer was holds.
final class Unwrapping {

    /// A call, its wrappers taken off.
    ///
    /// @param layer 0 when no layer was named under this key, now or before
    /// @param isLayerNamed whether this very call named it
    /// @param after the calls that must have succeeded before
    record Unwrapped(
            int layer,
            boolean isLayerNamed,
            @Nullable ClientInfo client,
            boolean withoutUpdates,
            List<Long> after,
            TlMethod<?> method) {}

    private static final int PROXY_FLAG = 1;
    private static final int PARAMS_FLAG = 2;

    private TlReader in;
    private int layer;
    private boolean isLayerNamed;
    private @Nullable ClientInfo client;
    private boolean withoutUpdates;
    private final List<Long> after = new ArrayList<>();

    private Unwrapping(TlReader in, int layer) {
        this.in = in;
        this.layer = layer;
    }

    /// @param keyLayer the last layer named under the key, or 0
    /// @throws chappe.core.Refusal METHOD_INVALID for an unknown method, INPUT_FETCH_ERROR for bytes that do
    /// not fit it
    static Unwrapped of(ClientMessage message, int keyLayer) {
        var in = new TlReader(message.frame(), message.start(), message.end(), Layers.of(keyLayer));
        return new Unwrapping(in, keyLayer).run();
    }

    private Unwrapped run() {
        try {
            for (int depth = 0; takeWrapper(); depth++) {
                if (depth == Limits.WRAPPERS_MAX) throw RpcError.INPUT_FETCH_ERROR.refuse();
            }
            return new Unwrapped(layer, isLayerNamed, client, withoutUpdates, List.copyOf(after), method());
        } catch (TlFault broken) {
            throw RpcError.INPUT_FETCH_ERROR.refuse();
        }
    }

    /// @return false when what comes next is no wrapper
    private boolean takeWrapper() {
        switch (in.peekInt32()) {
            case InvokeWithLayer.ID -> takeLayer();
            case InitConnection.ID -> takeClient();
            case InvokeAfterMsg.ID -> {
                in.int32();
                after.add(in.int64());
            }
            case InvokeAfterMsgs.ID -> {
                in.int32();
                after.addAll(in.vector(TlReader::int64));
                if (after.size() > Limits.INVOKE_AFTER_MAX) throw new TlFault("waits for too many");
            }
            case InvokeWithoutUpdates.ID -> {
                in.int32();
                withoutUpdates = true;
            }
            case InvokeWithMessagesRange.ID -> {
                in.int32();
                in.object();
            }
            case InvokeWithTakeout.ID -> {
                in.int32();
                in.int64();
            }
            case GzipPacked.ID -> {
                in.int32();
                byte[] packed = in.bytes();
                in.expectEnd();
                in = new TlReader(Inflation.inflate(packed), in.schema());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void takeLayer() {
        in.int32();
        layer = in.int32();
        isLayerNamed = true;
        if (layer <= 0) throw RpcError.CONNECTION_LAYER_INVALID.refuse();
        in = in.withSchema(Layers.of(layer));
    }

    private void takeClient() {
        in.int32();
        int flags = in.int32();
        client = new ClientInfo(in.int32(), text(), text(), text(), text(), text(), text());
        if ((flags & PROXY_FLAG) != 0) in.object();
        if ((flags & PARAMS_FLAG) != 0) in.object();
    }

    private String text() {
        String text = in.string();
        if (text.length() > Limits.CLIENT_INFO_LENGTH_MAX) return text.substring(0, Limits.CLIENT_INFO_LENGTH_MAX);
        return text;
    }

    private TlMethod<?> method() {
        int start = in.position();
        TlObject object;
        try {
            object = in.object();
        } catch (TlFault broken) {
            boolean isUnknown = in.position() == start + Integer.BYTES;
            throw (isUnknown ? RpcError.METHOD_INVALID : RpcError.INPUT_FETCH_ERROR).refuse();
        }
        if (in.remaining() > 0) throw RpcError.INPUT_REQUEST_TOO_LONG.refuse();
        if (object instanceof TlMethod<?> method) return method;
        throw RpcError.METHOD_INVALID.refuse();
    }
}
