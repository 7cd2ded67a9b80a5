package chappe.domain.box;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.record.BoxEventPeerBlocked;
import java.util.ArrayList;
import java.util.List;

/// Whom a user has blocked. It lives in the box, where it decides what is taken (rule R7). Immutable, thread-safe.
public final class BlockList {
    private final Boxes boxes;

    public BlockList(Boxes boxes) {
        this.boxes = boxes;
    }

    /// Blocks or lets in again.
    ///
    /// @throws chappe.core.Refusal CONTACT_ID_INVALID for oneself, or beyond [Limits#BLOCKED_MAX]
    public void set(Actor actor, Peer peer, boolean isBlocked) {
        boxes.write(actor, box -> {
            if (peer.equals(Peer.user(box.owner()))) throw RpcError.CONTACT_ID_INVALID.refuse();
            if (box.isBlocked(peer) == isBlocked) return null;
            if (!isBlocked) box.deleteBlocked(peer);
            else if (box.head().blockedCount() < Limits.BLOCKED_MAX) box.putBlocked(peer);
            else throw RpcError.CONTACT_ID_INVALID.refuse();
            box.logState(new BoxEventPeerBlocked(peer.stored()));
            return null;
        });
    }

    public boolean isBlocked(UserId owner, Peer peer) {
        return boxes.read(owner, box -> box.isBlocked(peer));
    }

    /// A part of the list and how long it is in all.
    public Page page(UserId owner, int offset, int limit) {
        return boxes.read(owner, box -> {
            List<Peer> all = box.blocked(Limits.BLOCKED_MAX);
            List<Blocked> part = new ArrayList<>();
            int from = Math.clamp(offset, 0, all.size());
            int to = from + Math.clamp(limit, 0, Math.min(Limits.BLOCKED_PAGE_MAX, all.size() - from));
            for (Peer peer : all.subList(from, to)) part.add(new Blocked(peer, box.blockedAt(peer)));
            return new Page(part, all.size());
        });
    }

    /// @param date unix seconds
    public record Blocked(Peer peer, int date) {}

    public record Page(List<Blocked> blocked, int count) {
        public Page {
            blocked = List.copyOf(blocked);
        }
    }
}
