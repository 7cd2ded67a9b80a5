package chappe.api.push;

import chappe.api.rpc.Receiver;
import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.box.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The order in which one user's sessions are told: at most one thread runs it, and none while there is nothing to
/// tell.
///
/// The subscriptions are guarded by the lane's monitor; the state is atomic.
final class Lane {
    private static final int IDLE = 0;
    private static final int RUNNING_AND_MARKED = 2; // 1 in between is running

    final UserId user;
    private final List<Subscription> subscriptions = new ArrayList<>(1);
    private final AtomicInteger state = new AtomicInteger(IDLE);

    Lane(UserId user) {
        this.user = user;
    }

    /// Notes that the box moved.
    ///
    /// @return whether the caller has to run the lane
    boolean mark() {
        while (true) {
            int now = state.get();
            if (now == RUNNING_AND_MARKED) return false;
            if (state.compareAndSet(now, now + 1)) return now == IDLE;
        }
    }

    boolean isIdle() {
        return state.get() == IDLE;
    }

    /// Ends a run.
    ///
    /// @return false when the box moved meanwhile: the run goes on
    boolean rest() {
        return state.decrementAndGet() == IDLE;
    }

    /// Ends a run that failed; the next mark starts another.
    void fail() {
        state.set(IDLE);
    }

    /// The subscription of a key, made where there is none.
    synchronized Subscription subscription(AuthKeyId key) {
        for (Subscription each : subscriptions) if (each.authKeyId.equals(key)) return each;
        var added = new Subscription(this, key);
        subscriptions.add(added);
        return added;
    }

    synchronized void prefer(Subscription subscription, Receiver session) {
        subscription.prefer(session);
    }

    synchronized boolean isPreferred(Subscription subscription, Receiver session) {
        return subscription.isPreferred(session);
    }

    /// Where pushes of a subscription go; null when its last session has just gone.
    synchronized @Nullable Receiver preferred(Subscription subscription) {
        return subscription.preferred();
    }

    /// Sets where to begin, unless pushing has begun already.
    synchronized void begin(Subscription subscription, Position position) {
        if (subscription.position() == null) subscription.advance(position);
    }

    synchronized void advance(Subscription subscription, Position position) {
        subscription.advance(position);
    }

    synchronized boolean hasBegun(Subscription subscription) {
        return subscription.position() != null;
    }

    /// Takes a session out, and its subscription with the last one.
    synchronized void remove(Subscription subscription, Receiver session) {
        if (subscription.remove(session)) subscriptions.remove(subscription);
    }

    synchronized List<Receiver> remove(Subscription subscription) {
        subscriptions.remove(subscription);
        return subscription.sessions();
    }

    synchronized boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    /// The subscriptions with the position that each stands at; those that have not begun are left out.
    synchronized List<Standing> standings() {
        List<Standing> standings = new ArrayList<>(subscriptions.size());
        for (Subscription each : subscriptions) {
            Position position = each.position();
            if (position != null) standings.add(new Standing(each, position));
        }
        return standings;
    }

    synchronized List<Subscription> subscriptions() {
        return List.copyOf(subscriptions);
    }

    record Standing(Subscription subscription, Position position) {}
}
