package chappe.mtproto.session;

import chappe.core.Limits;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlReader;
import chappe.mtproto.session.MessageFault.BadMessage;
import chappe.mtproto.session.MessageFault.Code;
import chappe.wire.Layers;
import chappe.wire.mtproto.MsgContainer;
import java.util.ArrayList;
import java.util.List;

/// Opens `msg_container` ([containers](https://core.telegram.org/mtproto/service_messages#containers)): a
/// count, then that many messages, each with a head of its own ([ClientMessage]).
final class Containers {

    static boolean isContainer(ClientMessage message) {
        return idOf(message) == MsgContainer.ID;
    }

    /// The constructor id that a message's body begins with.
    static int idOf(ClientMessage message) {
        return reader(message).peekInt32();
    }

    static TlReader reader(ClientMessage message) {
        return new TlReader(message.frame(), message.start(), message.end(), Layers.newest());
    }

    /// The messages inside, in their order. Their ids lie below the container's, and none is a container.
    ///
    /// @throws MessageFault when it breaks the rules: the whole container is refused
    static List<ClientMessage> messages(ClientMessage container) {
        if (container.isContent()) throw new BadMessage(Code.SEQ_NO_NOT_EVEN, container);
        try {
            return read(container);
        } catch (TlFault broken) {
            throw new BadMessage(Code.CONTAINER_INVALID, container);
        }
    }

    private static List<ClientMessage> read(ClientMessage container) {
        TlReader in = reader(container);
        in.int32();
        int count = in.int32();
        if (count < 1 || count > Limits.CONTAINER_MESSAGES_MAX) throw new TlFault("container of " + count);
        List<ClientMessage> messages = new ArrayList<>(Math.min(count, in.remaining() / ClientMessage.HEAD_SIZE));
        for (int i = 0; i < count; i++) messages.add(message(container, in));
        in.expectEnd();
        return messages;
    }

    private static ClientMessage message(ClientMessage container, TlReader in) {
        long msgId = in.int64();
        int seqNo = in.int32();
        int size = in.int32();
        if (size < Integer.BYTES || size % Integer.BYTES != 0 || size > in.remaining())
            throw new TlFault("size of a message");
        if (in.peekInt32() == MsgContainer.ID) throw new TlFault("a container in a container");
        if (Long.compareUnsigned(msgId, container.msgId()) >= 0) throw new TlFault("newer than its container");
        int start = in.position();
        in.skip(size);
        return new ClientMessage(msgId, seqNo, container.frame(), start, start + size);
    }

    private Containers() {}
}
