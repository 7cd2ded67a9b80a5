package chappe.mtproto.session;

import chappe.mtproto.session.ReceivedIds.Kind;

/// The bytes of [msgs_state_info](https://core.telegram.org/mtproto/service_messages_about_messages).
/// Stateless; runs under the session's lock.
final class MessageStates {
    static final int UNKNOWN = 1;
    static final int NOT_RECEIVED = 2;
    static final int NOT_RECEIVED_YET = 3;
    static final int RECEIVED = 4;
    static final int NEEDS_NO_ACK = 16;
    static final int IS_CALL = 32;
    static final int IS_ANSWERED = 64;

    static byte of(long msgId, ReceivedIds received, CallLane lane, Outbox outbox) {
        Kind kind = received.find(msgId);
        if (kind == null) return (byte) ofUnknown(msgId, received);
        // The call was run and its answer is gone: only a new call can bring another.
        if (outbox.wasAnswerDropped(msgId)) return UNKNOWN;
        return (byte)
                switch (kind) {
                    case PLAIN, CONTAINER -> RECEIVED + NEEDS_NO_ACK;
                    case CONTENT -> RECEIVED;
                    case QUERY -> RECEIVED + IS_CALL + (lane.isPending(msgId) ? 0 : IS_ANSWERED);
                };
    }

    private static int ofUnknown(long msgId, ReceivedIds received) {
        if (received.isForgotten(msgId)) return UNKNOWN;
        return received.isAboveAll(msgId) ? NOT_RECEIVED_YET : NOT_RECEIVED;
    }

    private MessageStates() {}
}
