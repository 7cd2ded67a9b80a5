package chappe.domain.box;

import chappe.core.Limits;
import chappe.store.record.BoxHead;
import org.jspecify.annotations.Nullable;

/// How a box's counters start, and how they jump ahead in a new epoch (rule R12).
///
/// After a restore, clients hold pts and ids that the restored box has not given out yet. If the box gave
/// them out again, a client would take new messages for ones it has. So each epoch begins further on than any
/// box can have come since the backup.
final class Heads {
    private static final BoxHead START = new BoxHead(1, 1, 0, 0, 0, 0, 0);

    static BoxHead of(@Nullable BoxHead stored, int epoch) {
        BoxHead head = stored == null ? START : stored;
        int behind = epoch - head.epoch();
        if (behind <= 0) return head;
        return new BoxHead(
                Math.addExact(head.pts(), Math.multiplyExact(behind, Limits.EPOCH_JUMP)),
                Math.addExact(head.nextMessageId(), Math.multiplyExact(behind, Limits.EPOCH_JUMP)),
                head.logNumber() + (long) behind * Limits.EPOCH_JUMP,
                epoch,
                head.unreadCount(),
                head.dialogCount(),
                head.blockedCount());
    }

    private Heads() {}
}
