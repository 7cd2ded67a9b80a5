package chappe.store;

import chappe.core.tl.TlObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The engine's side of the post: what the post office, and nobody else, asks of a store (rules R1 to R3).
public interface Mail {

    /// Hands over the letters of each commit, in order for each pair, as soon as they may be delivered: an engine that
    /// keeps cause before effect on the disk may hand them over before the commit is durable. The listener must be
    /// quick.
    void onPosted(Consumer<List<Posted>> listener);

    /// Like [Store#write], for the partition that receives letters.
    <T extends @Nullable Object> T receive(Partition to, Function<? super Receiving, T> change);

    /// Undelivered letters that are durable, ordered by sender, receiver and number, from the first one after `after`.
    List<Posted> undelivered(@Nullable Posted after, int limit);

    /// Undelivered letters of one pair that are durable, from the oldest on.
    List<Posted> undelivered(Partition from, Partition to, int limit);

    /// Forgets letters that were delivered and that [Receiving#take] did not remove itself: lazy, not synced, and it
    /// moves no version (rule R2).
    void forget(List<Posted> delivered);

    /// A letter in a sender's outbox.
    ///
    /// @param sharedBody the sender's number for a body that has many addressees; 0 for a body of its own
    /// @param body null where this release does not know the body's type
    record Posted(
            Partition from,
            Partition to,
            long number,
            long sharedBody,
            @Nullable TlObject body) {}

    /// A change that receives letters.
    interface Receiving extends Change {

        /// Records that the letter had its effect in this change (rule R1).
        Taking take(Posted letter);

        /// Puts the letter aside in this change, where an operator finds it, in the place of its effect (rule R3).
        void park(Posted letter);

        /// The numbers of the letters from `from` that were put aside, at most `limit` of them.
        List<Long> parked(Partition from, int limit);
    }

    /// What the receiver's counter says to a letter's number.
    enum Taking {
        /// It is the next one; its effect belongs into this change.
        NEXT,
        /// It had its effect before: nothing to do but to acknowledge it.
        BEFORE,
        /// The partition is closed: it is acknowledged and dropped.
        CLOSED,
        /// Letters before it are missing: the sender has to resend from its oldest.
        AHEAD
    }
}
