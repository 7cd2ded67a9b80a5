package chappe.mtproto.session;

import chappe.core.Limits;
import chappe.core.MsgId;
import chappe.mtproto.session.MessageFault.BadMessage;
import chappe.mtproto.session.MessageFault.Code;
import chappe.mtproto.session.ReceivedIds.Kind;
import java.time.Instant;

/// The rules a client's message must keep whose breach is told by a number
/// ([the
/// numbers](https://core.telegram.org/mtproto/service_messages_about_messages#notice-of-ignored-error-message)).
/// Stateless.
final class MessageRules {

    /// Client ids are divisible by four, since the remainder says what a message of the server is.
    static void checkForm(ClientMessage message) {
        if ((message.msgId() & 3) != 0) throw new BadMessage(Code.MSG_ID_NOT_DIVISIBLE_BY_FOUR, message);
    }

    /// An id holds the time at which its message was made.
    static void checkTime(ClientMessage message, Instant now) {
        long ahead = new MsgId(message.msgId()).seconds() - now.getEpochSecond();
        if (ahead > Limits.MSG_ID_AHEAD_MAX_S) throw new BadMessage(Code.MSG_ID_TOO_HIGH, message);
        if (ahead < -Limits.MSG_ID_BEHIND_MAX_S) throw new BadMessage(Code.MSG_ID_TOO_LOW, message);
    }

    static boolean isInTime(ClientMessage message, Instant now) {
        long ahead = new MsgId(message.msgId()).seconds() - now.getEpochSecond();
        return ahead <= Limits.MSG_ID_AHEAD_MAX_S && ahead >= -Limits.MSG_ID_BEHIND_MAX_S;
    }

    /// A call needs an acknowledgement, so that its number is odd.
    ///
    /// Differs: the docs let the server insist for every kind of message. Clients disagree about the others
    /// (mtcute gives its acknowledgements odd numbers), and no harm comes of either there.
    static void checkParity(ClientMessage message, Kind kind) {
        if (kind == Kind.QUERY && !message.isContent()) throw new BadMessage(Code.SEQ_NO_NOT_ODD, message);
    }

    /// Content-related messages are numbered in the order of their ids. Compared with the newest one only,
    /// which finds a client that counts wrong at its next message.
    static void checkOrder(ClientMessage message, long newestId, int newestSeqNo) {
        if (!message.isContent() || newestId == 0) return;
        boolean isNewer = Long.compareUnsigned(message.msgId(), newestId) > 0;
        if (isNewer && message.seqNo() <= newestSeqNo) throw new BadMessage(Code.SEQ_NO_TOO_LOW, message);
        if (!isNewer && message.seqNo() >= newestSeqNo) throw new BadMessage(Code.SEQ_NO_TOO_HIGH, message);
    }

    private MessageRules() {}
}
