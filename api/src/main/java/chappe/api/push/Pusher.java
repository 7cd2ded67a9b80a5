package chappe.api.push;

import chappe.api.push.Lane.Standing;
import chappe.api.rpc.CallListener;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Receiver;
import chappe.api.updates.PresentUpdates;
import chappe.api.updates.UpdateSources;
import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.UserId;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.domain.box.Position;
import chappe.domain.box.UpdateLog;
import chappe.domain.box.UpdateLog.Entry;
import chappe.domain.box.UpdateLog.Rows;
import chappe.wire.Update;
import chappe.wire.Updates;
import chappe.wire.UpdatesTooLong;
import chappe.wire.UserType;
import chappe.wire.updates.GetDifference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells live sessions what happens in their users' boxes (rule R10: subscribe, then read, then push).
///
/// A session subscribes by its first call. What was committed before it is the client's to ask for, so a new
/// session is told `updatesTooLong` unless it asks of its own; what is committed after it is read from the
/// log and pushed, in order. A row that a key's own call caused is not pushed to that key, whose answer said
/// it.
///
/// `updates.getState` is no such question: mtcute makes it on each connection, and asks for nothing when it is
/// answered.
///
/// Thread-safe. `server` tells it of commits, registers it as the dispatcher's call listener, and calls
/// [#compareHeads] every few seconds.
public final class Pusher implements CallListener {
    private static final Logger log = LoggerFactory.getLogger(Pusher.class);
    private static final int HEADS_AT_ONCE = 500;

    private final UpdateLog updateLog;
    private final UpdateSources sources;
    private final Executor threads;
    private final Clock clock;
    private final Map<UserId, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<AuthKeyId, Subscription> byKey = new ConcurrentHashMap<>();
    private final Map<Receiver, Subscription> byReceiver = new ConcurrentHashMap<>();

    /// @param threads runs a lane while it has something to push; a virtual thread a task is meant
    public Pusher(UpdateLog updateLog, UpdateSources sources, Executor threads, Clock clock) {
        this.updateLog = updateLog;
        this.sources = sources;
        this.threads = threads;
        this.clock = clock;
    }

    /// A logged-in user calls: its session is the one to push to, unless the call is for files or inside
    /// `invokeWithoutUpdates`. Called before the handler reads anything.
    @Override
    public void called(Caller caller, TlMethod<?> method) {
        Receiver session = caller.receiver();
        UserId user = caller.userId();
        Subscription known = byReceiver.get(session);
        if (known != null && known.lane.user.equals(user) && known.lane.isPreferred(known, session)) return;
        if (caller.withoutUpdates() || isForFiles(method)) return;
        Subscription earlier = byKey.get(caller.authKeyId());
        if (earlier != null && !earlier.lane.user.equals(user)) loggedOut(caller.authKeyId());
        Subscription subscription = subscribe(user, caller.authKeyId(), session);
        if (!subscription.lane.hasBegun(subscription)) begin(subscription);
        boolean asksItself = method instanceof GetDifference;
        if (known == null && !asksItself && !session.push(new UpdatesTooLong())) closed(session);
    }

    /// A session is no longer reachable.
    public void closed(Receiver session) {
        Subscription subscription = byReceiver.remove(session);
        if (subscription == null) return;
        lanes.computeIfPresent(subscription.lane.user, (user, lane) -> {
            lane.remove(subscription, session);
            if (!lane.subscriptions().contains(subscription)) byKey.remove(subscription.authKeyId, subscription);
            return lane.isEmpty() ? null : lane;
        });
    }

    /// Whether sessions of this key are told of anything.
    public boolean follows(AuthKeyId key) {
        return byKey.containsKey(key);
    }

    /// A key is no longer logged in: its sessions get nothing more.
    public void loggedOut(AuthKeyId key) {
        Subscription subscription = byKey.get(key);
        if (subscription == null) return;
        lanes.computeIfPresent(subscription.lane.user, (user, lane) -> {
            for (Receiver session : lane.remove(subscription)) byReceiver.remove(session, subscription);
            byKey.remove(key, subscription);
            return lane.isEmpty() ? null : lane;
        });
    }

    /// Marks the box as moved, no more: this runs on the thread that commits.
    public void moved(UserId owner) {
        Lane lane = lanes.get(owner);
        if (lane != null) wake(lane);
    }

    /// Wakes lanes whose box stands further on than what they pushed, against a notice that was missed.
    public void compareHeads() {
        List<Lane> all = List.copyOf(lanes.values());
        for (int from = 0; from < all.size(); from += HEADS_AT_ONCE) {
            List<Lane> some = all.subList(from, Math.min(all.size(), from + HEADS_AT_ONCE));
            var states = updateLog.states(some.stream().map(lane -> lane.user).toList());
            for (Lane lane : some) {
                var state = states.get(lane.user);
                if (state != null && isBehind(lane, state.position())) wake(lane);
            }
        }
    }

    /// Whether a user has a live session here.
    public boolean isLive(UserId user) {
        return lanes.containsKey(user);
    }

    /// Tells a user's live sessions of something that no log keeps: typing, online status.
    ///
    /// @param mentioned whom the update mentions
    public void tell(UserId user, Update update, Collection<UserId> mentioned) {
        Lane lane = lanes.get(user);
        if (lane == null) return;
        var updates = updates(List.of(update), sources.people().users(user, mentioned));
        for (Subscription each : lane.subscriptions()) send(each, updates);
    }

    /// Whether nothing that was committed is still on its way to a live session. For tests, which wait for it.
    public boolean isIdle() {
        return lanes.values().stream().allMatch(Lane::isIdle);
    }

    /// How many users have a live session here.
    public int liveUsers() {
        return lanes.size();
    }

    private static boolean isForFiles(TlMethod<?> method) {
        String name = method.methodName();
        return name.startsWith("upload.") || name.startsWith("help.");
    }

    private Subscription subscribe(UserId user, AuthKeyId key, Receiver session) {
        var subscribed = new AtomicReference<Subscription>();
        lanes.compute(user, (id, known) -> {
            Lane lane = known == null ? new Lane(id) : known;
            Subscription subscription = lane.subscription(key);
            lane.prefer(subscription, session);
            byKey.put(key, subscription);
            byReceiver.put(session, subscription);
            subscribed.setPlain(subscription);
            return lane;
        });
        return subscribed.getPlain();
    }

    /// Reads the head after subscribing: what is committed later wakes the lane, what was committed earlier is the
    /// client's to ask for. A mark that came in between found no position to begin from, so the lane is woken here.
    private void begin(Subscription subscription) {
        subscription.lane.begin(
                subscription, updateLog.state(subscription.lane.user).position());
        wake(subscription.lane);
    }

    private void wake(Lane lane) {
        if (lane.mark()) threads.execute(() -> run(lane));
    }

    private void run(Lane lane) {
        boolean isDone = false;
        try {
            do push(lane);
            while (!lane.rest());
            isDone = true;
        } catch (RuntimeException bug) {
            log.error("push failed user={}", lane.user.value(), bug);
        } finally {
            if (!isDone) lane.fail();
        }
    }

    private void push(Lane lane) {
        Map<Position, List<Subscription>> groups = new HashMap<>();
        for (Standing each : lane.standings()) {
            groups.computeIfAbsent(each.position(), position -> new ArrayList<>())
                    .add(each.subscription());
        }
        groups.forEach((position, group) -> push(lane, position, group));
    }

    private void push(Lane lane, Position from, List<Subscription> group) {
        AuthKeyId onlyKey = group.size() == 1 ? group.getFirst().authKeyId : null;
        Position position = from;
        while (true) {
            Rows rows = updateLog.after(lane.user, position, onlyKey);
            boolean isFarBehind = rows.head().number() - position.number() > Limits.PUSH_ROWS_BEHIND_MAX;
            position = isFarBehind ? rows.head() : rows.end();
            if (isFarBehind) for (Subscription each : group) send(each, new UpdatesTooLong());
            else send(lane.user, rows.entries(), group);
            for (Subscription each : group) lane.advance(each, position);
            if (isFarBehind || rows.isWhole()) return;
        }
    }

    private void send(UserId user, List<Entry> entries, List<Subscription> group) {
        for (Subscription each : group) {
            var present = new PresentUpdates(sources, user);
            List<Update> told = entries.stream()
                    .filter(entry -> !each.authKeyId.equals(entry.by()))
                    .map(present::update)
                    .toList();
            if (!told.isEmpty()) send(each, updates(told, sources.people().users(user, present.mentioned())));
        }
    }

    private void send(Subscription subscription, TlObject updates) {
        Receiver session = subscription.lane.preferred(subscription);
        if (session != null && !session.push(updates)) closed(session);
    }

    private Updates updates(List<Update> updates, List<UserType> users) {
        return new Updates(updates, users, List.of(), (int) clock.instant().getEpochSecond(), 0);
    }

    private static boolean isBehind(Lane lane, Position head) {
        return lane.standings().stream().anyMatch(each -> each.position().compareTo(head) < 0);
    }
}
