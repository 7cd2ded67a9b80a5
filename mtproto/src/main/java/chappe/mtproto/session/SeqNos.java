package chappe.mtproto.session;

/// Numbers the server's messages of one session: twice the content-related ones sent before, plus one when
/// this is one itself
/// ([msg_seqno](https://core.telegram.org/mtproto/description#message-sequence-number-msg-seqno)). Guarded by
/// the session's lock.
final class SeqNos {
    private int contentCount;

    int next(boolean isContent) {
        return isContent ? contentCount++ * 2 + 1 : contentCount * 2;
    }
}
