package chappe.mtproto.session;

/// A content-related message of the server, kept until its client acknowledges it. Guarded by the session's
/// lock.
final class Kept {

    /// What it is to the session.
    enum Kind {
        /// `rpc_result`; the client may ask for it again by the call's id.
        ANSWER,
        /// Updates. They may be dropped, if the client is told to catch up instead.
        PUSH,
        /// `new_session_created`.
        NOTICE
    }

    private final Kind kind;
    private final long queryId;
    private final byte[] body;

    private long firstId;
    private long lastId;
    private int seqNo;
    private int round;

    /// @param queryId the call that it answers, 0 for others
    Kept(Kind kind, long queryId, byte[] body) {
        this.kind = kind;
        this.queryId = queryId;
        this.body = body;
    }

    Kind kind() {
        return kind;
    }

    long queryId() {
        return queryId;
    }

    byte[] body() {
        return body;
    }

    /// Each sending has an id of its own, so that equal content never gives equal ciphertext; an
    /// acknowledgement may name the first or the last of them.
    void sent(long msgId, int seqNo) {
        if (firstId == 0) firstId = msgId;
        lastId = msgId;
        this.seqNo = seqNo;
    }

    boolean wasSentAs(long msgId) {
        return msgId != 0 && (msgId == firstId || msgId == lastId);
    }

    /// The id of its last sending; 0 when it was never sent.
    long lastId() {
        return lastId;
    }

    int seqNo() {
        return seqNo;
    }

    /// Marks it as on its way in this round of the session.
    ///
    /// @return false when it already was
    boolean enter(int round) {
        if (this.round == round) return false;
        this.round = round;
        return true;
    }

    @Override
    public String toString() {
        return "Kept[" + kind + ", " + Long.toHexString(lastId) + "]";
    }
}
