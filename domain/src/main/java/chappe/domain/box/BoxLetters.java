package chappe.domain.box;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.box.BoxView.Indexed;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store.Letter;
import chappe.store.View.Order;
import chappe.store.post.PostOffice;
import chappe.store.record.BoxEventMessage;
import chappe.store.record.BoxEventReadOutbox;
import chappe.store.record.BoxLetterCleared;
import chappe.store.record.BoxLetterClearing;
import chappe.store.record.BoxLetterDeleted;
import chappe.store.record.BoxLetterErase;
import chappe.store.record.BoxLetterMessage;
import chappe.store.record.BoxLetterNotice;
import chappe.store.record.BoxLetterRead;
import chappe.store.record.BoxLetterService;
import chappe.store.record.BoxMessage;
import chappe.store.record.BoxName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The effect of letters from other boxes, and of notices from other partitions. It never refuses and tolerates what is
/// no longer there (rule R3).
///
/// The post office runs it in a change of the receiving box, once for each letter.
public final class BoxLetters {
    private final Boxes boxes;

    public BoxLetters(Boxes boxes) {
        this.boxes = boxes;
    }

    public void register(PostOffice post) {
        post.on(
                BoxLetterMessage.class,
                (change, letter) -> boxes.receive(change, box -> takeMessage(box, letter.from(), letter.body())));
        post.on(
                BoxLetterDeleted.class,
                (change, letter) -> boxes.receive(change, box -> takeDeleted(box, letter.body())));
        post.on(
                BoxLetterRead.class,
                (change, letter) -> boxes.receive(change, box -> takeRead(box, letter.from(), letter.body())));
        post.on(
                BoxLetterCleared.class,
                (change, letter) -> boxes.receive(change, box -> takeCleared(box, letter.from(), letter.body())));
        post.on(
                BoxLetterClearing.class,
                (change, letter) -> boxes.receive(change, box -> goOnClearing(box, letter.body())));
        post.on(BoxLetterErase.class, BoxErasure::onErase);
        post.on(BoxLetterService.class, (change, letter) -> boxes.receive(change, box -> takeService(box, letter)));
        post.on(BoxLetterNotice.class, (change, letter) -> takeNotice(change, letter.body()));
    }

    private void takeNotice(Change change, BoxLetterNotice letter) {
        AuthKeyId by = letter.authKeyId() == null ? null : new AuthKeyId(letter.authKeyId());
        boxes.receive(change, by, box -> box.logState(letter.event()));
    }

    private static void takeMessage(BoxChange box, Partition from, BoxLetterMessage letter) {
        Peer author = peerOf(from);
        // Rule R7: here, not where the author's call looked, the block list decides.
        if (box.isBlocked(author)) return;
        Integer replyTo = localReply(box, letter.replyTo());
        int id = box.takeMessageId();
        var message = new BoxMessage.Builder(
                        id, author.stored(), from.number(), letter.date(), letter.text(), letter.entities())
                .isSilent(letter.isSilent())
                .isNoforwards(letter.isNoforwards())
                .replyTo(replyTo)
                .quote(replyTo == null ? null : letter.quote())
                .name(new Name(from, letter.number()).stored())
                .build();
        box.append(message, box.dialog(author), true);
        box.log(new BoxEventMessage(id), 1);
    }

    /// A message of the service account. It comes from another partition of the owner's own, not from a box: so that
    /// many of them do not queue in one, and nobody's block list stands in its way.
    private static void takeService(BoxChange box, Letter<BoxLetterService> letter) {
        Peer service = Peer.user(UserId.SERVICE);
        BoxLetterService told = letter.body();
        int id = box.takeMessageId();
        var message = new BoxMessage.Builder(
                        id, service.stored(), UserId.SERVICE.value(), told.date(), told.text(), told.entities())
                .name(new Name(letter.from(), letter.number()).stored())
                .build();
        box.append(message, box.dialog(service), true);
        box.log(new BoxEventMessage(id), 1);
    }

    private static @Nullable Integer localReply(BoxView box, @Nullable BoxName name) {
        if (name == null) return null;
        int id = box.localId(Name.of(name));
        return id == 0 ? null : id;
    }

    private static void takeDeleted(BoxChange box, BoxLetterDeleted letter) {
        List<BoxMessage> messages = new ArrayList<>();
        for (BoxName name : letter.names()) {
            BoxMessage message = box.findMessage(box.localId(Name.of(name)));
            if (message != null) messages.add(message);
        }
        box.delete(messages);
    }

    /// The number is a watermark: it counts even where the message that bore it has been deleted here (rule R6).
    private static void takeRead(BoxChange box, Partition from, BoxLetterRead letter) {
        Dialog dialog = box.dialog(peerOf(from));
        int maxId = (int) letter.number();
        if (maxId <= dialog.readOutboxMaxId()) return;
        box.replace(dialog, dialog.withOutboxRead(maxId));
        box.log(new BoxEventReadOutbox(dialog.peer().stored(), maxId), 1);
    }

    private static void takeCleared(BoxChange box, Partition from, BoxLetterCleared letter) {
        clear(box, peerOf(from), letter.senderNumber(), letter.receiverNumber());
    }

    private static void goOnClearing(BoxChange box, BoxLetterClearing letter) {
        clear(box, Peer.of(letter.peer()), letter.peerNumber(), letter.ownNumber());
    }

    /// Deletes what both watermarks cover, as much as one commit may; the rest goes on by a letter to oneself.
    private static void clear(BoxChange box, Peer peer, long theirs, long ours) {
        int end = (int) Math.max(ours, lastFrom(box, peer, theirs)) + 1;
        List<BoxMessage> messages = new ArrayList<>();
        int from = 1;
        while (messages.size() < Limits.DELETED_AT_ONCE_MAX) {
            int most = Limits.DELETED_AT_ONCE_MAX - messages.size();
            var lines = box.index(peer, from, end, most, Order.ASCENDING);
            if (lines.isEmpty()) break;
            for (Indexed line : lines) {
                BoxMessage message = box.findMessage(line.id());
                if (message != null && isCovered(message, theirs, ours)) messages.add(message);
            }
            from = lines.getLast().id() + 1;
        }
        boolean isFull = messages.size() == Limits.DELETED_AT_ONCE_MAX;
        box.delete(messages);
        if (isFull) box.postToSelf(new BoxLetterClearing(peer.stored(), theirs, ours));
    }

    private static boolean isCovered(BoxMessage message, long theirs, long ours) {
        return message.name() == null ? message.id() <= ours : message.name().number() <= theirs;
    }

    /// The id here of the last message that the peer numbered at or below `number`.
    private static int lastFrom(BoxView box, Peer peer, long number) {
        return switch (peer) {
            case Peer.User(UserId id) -> box.lastUpTo(Partition.box(id), number);
        };
    }

    private static Peer peerOf(Partition from) {
        return Peer.user(new UserId(from.number()));
    }
}
