package chappe.domain.box;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.box.BoxView.Indexed;
import chappe.store.Partition;
import chappe.store.View.Order;
import chappe.store.record.BoxActionHistoryClear;
import chappe.store.record.BoxEventEdited;
import chappe.store.record.BoxEventReadInbox;
import chappe.store.record.BoxLetterCleared;
import chappe.store.record.BoxLetterRead;
import chappe.store.record.BoxMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to a dialog's messages as a whole: paging, reading, clearing. Immutable, thread-safe; all calls
/// block.
public final class Histories {
    private final Boxes boxes;

    public Histories(Boxes boxes) {
        this.boxes = boxes;
    }

    /// A page of a dialog, newest first ([offsets](https://core.telegram.org/api/offsets)).
    public Page page(UserId owner, Peer peer, Window window) {
        return boxes.read(owner, box -> {
            List<BoxMessage> messages = new ArrayList<>();
            for (Indexed line : window.lines(box, peer)) {
                BoxMessage message = box.findMessage(line.id());
                if (message != null) messages.add(message);
            }
            return new Page(messages, box.dialog(peer).messageCount());
        });
    }

    /// Marks what is not above `maxId` as read and lets the author know.
    ///
    /// @param maxId 0 for everything
    public Messages.Affected read(Actor actor, Peer peer, int maxId) {
        return boxes.write(actor, box -> {
            Dialog dialog = box.dialog(peer);
            // Up to what was ever given out, and not only to the top: the message that was read may be gone by now.
            int upTo = maxId <= 0
                    ? dialog.topMessage()
                    : Math.min(maxId, box.head().nextMessageId() - 1);
            if (upTo > dialog.readInboxMaxId()) {
                int unread = upTo >= dialog.topMessage() ? 0 : dialog.unreadCount() - incoming(box, dialog, upTo);
                box.replace(dialog, dialog.withInboxRead(upTo, unread));
                box.log(new BoxEventReadInbox(peer.stored(), upTo, unread), 1);
                postRead(box, dialog, upTo);
            }
            return new Messages.Affected(box.pts(), box.ptsCount());
        });
    }

    /// Deletes a dialog's messages, as many as one commit may; the caller repeats while some are left.
    ///
    /// @param maxId the newest to delete; 0 for all
    /// @param justClear the dialog stays in the list, under a service message
    /// @param revoke the other one loses them too: named by two watermarks (rule R6), so that his box deletes also
    ///     what
    ///     this one no longer has, and keeps what is on its way
    public Cleared clear(Actor actor, Peer peer, int maxId, boolean justClear, boolean revoke) {
        return boxes.write(actor, box -> {
            Dialog dialog = box.dialog(peer);
            int upTo = maxId <= 0 ? Integer.MAX_VALUE - 1 : maxId;
            if (revoke && !dialog.isWith(box.owner())) postCleared(box, dialog, upTo);
            int kept = justClear && upTo >= dialog.topMessage() ? dialog.topMessage() : 0;
            if (kept != 0) coverWithService(box, kept);
            var lines = box.index(peer, 1, upTo + 1, Limits.DELETED_AT_ONCE_MAX + 2, Order.DESCENDING);
            List<BoxMessage> messages = new ArrayList<>();
            for (Indexed line : lines) {
                BoxMessage message = line.id() == kept ? null : box.findMessage(line.id());
                if (message != null && messages.size() < Limits.DELETED_AT_ONCE_MAX) messages.add(message);
            }
            box.delete(messages);
            boolean isWhole = lines.size() - (kept != 0 ? 1 : 0) <= Limits.DELETED_AT_ONCE_MAX;
            int left = isWhole ? 0 : Math.max(1, box.dialog(peer).messageCount());
            return new Cleared(box.pts(), box.ptsCount(), left);
        });
    }

    public @Nullable BoxMessage find(UserId owner, int id) {
        return boxes.read(owner, box -> box.findMessage(id));
    }

    /// The message that another one replies to.
    public @Nullable BoxMessage findRepliedTo(UserId owner, int id) {
        return boxes.read(owner, box -> {
            BoxMessage message = box.findMessage(id);
            return message == null || message.replyTo() == null ? null : box.findMessage(message.replyTo());
        });
    }

    private static int incoming(BoxView box, Dialog dialog, int upTo) {
        int count = 0;
        int from = dialog.readInboxMaxId() + 1;
        while (true) {
            var lines = box.index(dialog.peer(), from, upTo + 1, Limits.INDEX_SCAN_MAX, Order.ASCENDING);
            for (Indexed line : lines) if (line.isIncoming()) count++;
            if (lines.size() < Limits.INDEX_SCAN_MAX) return count;
            from = lines.getLast().id() + 1;
        }
    }

    private static void postRead(BoxChange box, Dialog dialog, int upTo) {
        Partition origin = originOf(dialog);
        long number = box.numberUpTo(origin, upTo, dialog.peerNumber());
        if (number > box.numberUpTo(origin, dialog.readInboxMaxId(), dialog.peerNumber())) {
            box.post(dialog.peer(), new BoxLetterRead(number));
        }
    }

    private static void postCleared(BoxChange box, Dialog dialog, int upTo) {
        long ours = Math.min(upTo, box.head().nextMessageId() - 1);
        long theirs = box.watermark(originOf(dialog), upTo, dialog.peerNumber());
        box.post(dialog.peer(), new BoxLetterCleared(ours, theirs));
    }

    private static Partition originOf(Dialog dialog) {
        return switch (dialog.peer()) {
            case Peer.User(UserId id) -> Partition.box(id);
        };
    }

    /// Puts the service message that tells of a cleared history in the place of the newest message.
    private static void coverWithService(BoxChange box, int id) {
        BoxMessage top = box.findMessage(id);
        if (top == null || top.action() != null) return;
        box.put(new BoxMessage.Builder(id, top.peer(), top.from(), top.date(), "", List.of())
                .isOutgoing(top.isOutgoing())
                .name(top.name())
                .action(new BoxActionHistoryClear())
                .build());
        box.log(new BoxEventEdited(id), 1);
    }

    /// Messages, newest first, and how many the dialog has in all.
    public record Page(List<BoxMessage> messages, int count) {
        public Page {
            messages = List.copyOf(messages);
        }
    }

    /// @param left 0 when all is done, else about how many messages the next call will find
    public record Cleared(int pts, int ptsCount, int left) {}
}
