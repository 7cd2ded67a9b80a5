package chappe.mtproto.session;

/// One message of a client as it stands in a decrypted frame: a slice of its bytes, never copied.
///
/// | offset | bytes | name | meaning |
/// |---|---|---|---|
/// | 0 | 8 | `msg_id` | time, divisible by four |
/// | 8 | 4 | `seq_no` | odd when content-related |
/// | 12 | 4 | `bytes` | length of the body |
/// | 16 | `bytes` | `body` | one TL object |
///
/// @param frame shared with other messages of the frame, and only read
/// @param start where the body begins
/// @param end where it ends
record ClientMessage(long msgId, int seqNo, byte[] frame, int start, int end) {
    static final int HEAD_SIZE = 16;

    boolean isContent() {
        return (seqNo & 1) != 0;
    }

    int size() {
        return end - start;
    }

    @Override
    public String toString() {
        return "ClientMessage[" + Long.toHexString(msgId) + "]";
    }
}
