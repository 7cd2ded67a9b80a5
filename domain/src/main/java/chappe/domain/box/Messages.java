package chappe.domain.box;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.domain.box.Draft.Reply;
import chappe.store.record.BoxEventMessage;
import chappe.store.record.BoxLetterDeleted;
import chappe.store.record.BoxLetterMessage;
import chappe.store.record.BoxMessage;
import chappe.store.record.BoxName;
import chappe.store.record.BoxQuote;
import chappe.store.record.BoxSent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sending, looking up and deleting messages. Immutable, thread-safe; all calls block.
public final class Messages {
    private final Boxes boxes;

    public Messages(Boxes boxes) {
        this.boxes = boxes;
    }

    /// Sends in one commit: message, dialog, log row, first answer, and the letter that takes it to the other box.
    ///
    /// Whether the recipient takes it is decided by the commit that receives the letter (rule R7).
    ///
    /// @throws chappe.core.Refusal YOU_BLOCKED_USER, REPLY_MESSAGE_ID_INVALID, QUOTE_TEXT_INVALID
    public Sent send(Draft draft) {
        return boxes.write(draft.author(), box -> {
            BoxSent first = box.findSent(draft.peer(), draft.randomId());
            if (first != null) {
                return new Sent(first.id(), draft.randomId(), first.pts(), first.date(), box.findMessage(first.id()));
            }
            if (box.isBlocked(draft.peer())) throw RpcError.YOU_BLOCKED_USER.refuse();
            BoxName replyTo = replyTo(box, draft);
            BoxMessage message = append(box, draft);
            var sent = new BoxSent(message.id(), box.pts(), message.date());
            box.putSent(draft.peer(), draft.randomId(), sent);
            if (!box.dialog(draft.peer()).isWith(box.owner())) {
                box.post(draft.peer(), letter(message, replyTo));
                TopPeers.count(box, draft.peer());
            }
            return new Sent(sent.id(), draft.randomId(), sent.pts(), sent.date(), message);
        });
    }

    /// Deletes messages here and, with `revoke`, from the other boxes that have them. Unknown ids are passed over.
    ///
    /// @param ids at most [Limits#DELETED_AT_ONCE_MAX]
    public Affected delete(Actor actor, List<Integer> ids, boolean revoke) {
        if (ids.size() > Limits.DELETED_AT_ONCE_MAX) throw RpcError.MESSAGE_ID_INVALID.refuse();
        return boxes.write(actor, box -> {
            List<BoxMessage> messages = new ArrayList<>();
            for (int id : new HashSet<>(ids)) {
                BoxMessage message = box.findMessage(id);
                if (message != null) messages.add(message);
            }
            if (revoke) postDeleted(box, messages);
            box.delete(messages);
            return new Affected(box.pts(), box.ptsCount());
        });
    }

    private static BoxMessage append(BoxChange box, Draft draft) {
        Dialog dialog = box.dialog(draft.peer());
        boolean isSaved = dialog.isWith(box.owner());
        int id = box.takeMessageId();
        var message = new BoxMessage.Builder(
                        id,
                        draft.peer().stored(),
                        box.owner().value(),
                        box.now(),
                        draft.text().text(),
                        draft.text().entities().stream().map(Entity::stored).toList())
                .isOutgoing(!isSaved)
                .isSilent(draft.isSilent())
                .isNoforwards(draft.isNoforwards())
                .replyTo(draft.reply() == null ? null : draft.reply().id())
                .quote(quote(draft.reply()))
                .build();
        box.append(message, dialog, false);
        if (isSaved) markRead(box, id);
        box.log(new BoxEventMessage(id), 1);
        return message;
    }

    /// What one writes to oneself is read on both sides.
    private static void markRead(BoxChange box, int id) {
        Dialog saved = box.dialog(Peer.user(box.owner()));
        box.replace(saved, saved.withInboxRead(id, 0).withOutboxRead(id));
    }

    private static @Nullable BoxName replyTo(BoxView box, Draft draft) {
        Reply reply = draft.reply();
        if (reply == null) return null;
        BoxMessage message = box.findMessage(reply.id());
        if (message == null || message.peer() != draft.peer().stored())
            throw RpcError.REPLY_MESSAGE_ID_INVALID.refuse();
        if (reply.quote() != null && !message.text().contains(reply.quote().text())) {
            throw RpcError.QUOTE_TEXT_INVALID.refuse();
        }
        return box.nameOf(message).stored();
    }

    private static @Nullable BoxQuote quote(@Nullable Reply reply) {
        if (reply == null || reply.quote() == null) return null;
        FormattedText quote = reply.quote();
        return new BoxQuote(
                quote.text(), quote.entities().stream().map(Entity::stored).toList(), reply.quoteOffset());
    }

    private static BoxLetterMessage letter(BoxMessage message, @Nullable BoxName replyTo) {
        return new BoxLetterMessage(
                message.isSilent(),
                message.isNoforwards(),
                message.id(),
                message.date(),
                message.text(),
                message.entities(),
                replyTo,
                message.quote());
    }

    private static void postDeleted(BoxChange box, List<BoxMessage> messages) {
        Map<Long, List<BoxName>> names = new TreeMap<>();
        for (BoxMessage message : messages) {
            names.computeIfAbsent(message.peer(), peer -> new ArrayList<>())
                    .add(box.nameOf(message).stored());
        }
        names.remove(Peer.user(box.owner()).stored());
        names.forEach((peer, deleted) -> box.post(Peer.of(peer), new BoxLetterDeleted(deleted)));
    }

    /// By how much a call moved pts, and where it stands now.
    public record Affected(int pts, int ptsCount) {}
}
