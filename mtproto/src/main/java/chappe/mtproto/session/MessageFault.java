package chappe.mtproto.session;

/// A message that is refused before anyone reads what it says. It carries no trace: it is an answer to its
/// sender.
///
/// See [notifications of an
/// error](https://core.telegram.org/mtproto/service_messages_about_messages#notice-of-ignored-error-message).
abstract sealed class MessageFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long badMsgId;
    private final int badMsgSeqNo;

    private MessageFault(String text, ClientMessage bad) {
        super(text, null, false, false);
        this.badMsgId = bad.msgId();
        this.badMsgSeqNo = bad.seqNo();
    }

    long badMsgId() {
        return badMsgId;
    }

    int badMsgSeqNo() {
        return badMsgSeqNo;
    }

    /// Becomes `bad_msg_notification`.
    static final class BadMessage extends MessageFault {
        private static final long serialVersionUID = 1;

        private final Code code;

        BadMessage(Code code, ClientMessage bad) {
            super(code.name(), bad);
            this.code = code;
        }

        Code code() {
            return code;
        }
    }

    /// Becomes `bad_server_salt` with the salt of the hour.
    static final class BadSalt extends MessageFault {
        private static final long serialVersionUID = 1;

        /// `error_code` of `bad_server_salt`.
        static final int CODE = 48;

        BadSalt(ClientMessage bad) {
            super("BAD_SALT", bad);
        }
    }

    /// The numbers of `bad_msg_notification`, as the docs give them.
    enum Code {
        MSG_ID_TOO_LOW(16),
        MSG_ID_TOO_HIGH(17),
        MSG_ID_NOT_DIVISIBLE_BY_FOUR(18),
        CONTAINER_ID_SEEN_BEFORE(19),
        MSG_ID_FORGOTTEN(20),
        SEQ_NO_TOO_LOW(32),
        SEQ_NO_TOO_HIGH(33),
        SEQ_NO_NOT_EVEN(34),
        SEQ_NO_NOT_ODD(35),
        CONTAINER_INVALID(64);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
