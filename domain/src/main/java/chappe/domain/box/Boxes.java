package chappe.domain.box;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The way into boxes: opens one for a snapshot, a change or a letter. Immutable, thread-safe.
public final class Boxes {
    private final Store store;
    private final Clock clock;
    private final int epoch;

    /// @param epoch how often the store has been restored (rule R12); boxes of an older epoch jump ahead when next
    ///     opened
    public Boxes(Store store, Clock clock, int epoch) {
        this.store = store;
        this.clock = clock;
        this.epoch = epoch;
    }

    <T extends @Nullable Object> T read(UserId owner, Function<BoxView, T> reader) {
        return store.read(Partition.box(owner), view -> reader.apply(open(view)));
    }

    <T> Map<Partition, T> readAll(Collection<UserId> owners, Function<BoxView, T> reader) {
        return store.readAll(owners.stream().map(Partition::box).toList(), view -> reader.apply(open(view)));
    }

    <T extends @Nullable Object> T write(Actor actor, Function<BoxChange, T> changing) {
        return store.write(Partition.box(actor.user()), change -> {
            var box = new BoxChange(change, epoch, seconds(), actor.authKeyId());
            T answer = changing.apply(box);
            box.finish();
            return answer;
        });
    }

    /// A box that receives a letter: what changes here was no call's doing.
    void receive(Change change, Consumer<BoxChange> changing) {
        receive(change, null, changing);
    }

    /// A box that receives a letter of its own user's.
    ///
    /// @param by the key whose call posted it
    void receive(Change change, @Nullable AuthKeyId by, Consumer<BoxChange> changing) {
        var box = new BoxChange(change, epoch, seconds(), by);
        changing.accept(box);
        box.finish();
    }

    int seconds() {
        return (int) clock.instant().getEpochSecond();
    }

    private BoxView open(View view) {
        return new BoxView(view, epoch);
    }
}
