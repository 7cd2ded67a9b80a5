package chappe.domain.box;

import chappe.core.UserId;
import chappe.store.record.BoxRating;
import chappe.store.record.BoxRatings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom the owner writes to most: the [top peers](https://core.telegram.org/api/top-rating) that clients show first.
///
/// Each message adds 1 to its peer's rating; all ratings decay by `e` in [#DECAY]. They are counted in the commit that
/// sends, so they are exact. Immutable, thread-safe.
public final class TopPeers {
    /// In which time a rating falls to one e-th; `rating_e_decay` of `config`.
    public static final Duration DECAY = Duration.ofDays(28);

    private static final int RATINGS_READ_MAX = 10_000;

    private final Boxes boxes;

    public TopPeers(Boxes boxes) {
        this.boxes = boxes;
    }

    /// The ratings as of now, the highest first; null where the owner has turned them off.
    public @Nullable List<Rated> list(UserId owner) {
        return boxes.<@Nullable List<Rated>>read(owner, box -> {
            BoxRatings ratings = box.ratings();
            if (ratings.off()) return null;
            return box.rated(RATINGS_READ_MAX).stream()
                    .filter(row -> row.value().generation() == ratings.generation())
                    .map(row -> new Rated(row.key(), decayed(row.value(), boxes.seconds())))
                    .sorted(Comparator.comparingDouble(Rated::rating).reversed())
                    .toList();
        });
    }

    /// Forgets how often the owner wrote to a peer.
    public void forget(Actor actor, Peer peer) {
        boxes.write(actor, box -> {
            box.deleteRating(peer);
            return null;
        });
    }

    /// Turns the counting on or off; off forgets what was counted.
    public void enable(Actor actor, boolean isEnabled) {
        boxes.write(actor, box -> {
            BoxRatings old = box.ratings();
            if (old.off() == !isEnabled) return null;
            int generation = isEnabled ? old.generation() : old.generation() + 1;
            box.putRatings(new BoxRatings(!isEnabled, generation));
            return null;
        });
    }

    /// Counts a message that the owner sends, in the change that sends it.
    static void count(BoxChange box, Peer peer) {
        BoxRatings ratings = box.ratings();
        if (ratings.off()) return;
        BoxRating old = box.rating(peer);
        boolean isNew = old == null || old.generation() != ratings.generation();
        double value = old == null || isNew ? 0 : decayed(old, box.now());
        box.putRating(peer, new BoxRating(value + 1, box.now(), ratings.generation()));
    }

    private static double decayed(BoxRating rating, int now) {
        return rating.value() * Math.exp(-(double) (now - rating.at()) / DECAY.toSeconds());
    }

    public record Rated(Peer peer, double rating) {}
}
