package chappe.store.post;

import chappe.core.Limits;
import chappe.core.tl.TlObject;
import chappe.store.Mail;
import chappe.store.Mail.Posted;
import chappe.store.Mail.Receiving;
import chappe.store.Mail.Taking;
import chappe.store.Store.Letter;
import chappe.store.StoreFault;
import chappe.store.post.Inbox.Item;
import chappe.store.post.Inbox.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One round of deliveries to a receiver, and what follows when one fails (rule R3). Thread-safe.
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int DOUBLINGS_MAX = 6;
    /// Letters that are known and not durable yet are there after the next sync.
    private static final Duration NEXT_SYNC = Duration.ofMillis(20);

    private final Mail mail;
    private final Timer timer;
    private final BiConsumer<Inbox, Lane> resume;
    private final Map<Class<?>, LetterHandler<?>> handlers = new ConcurrentHashMap<>();
    private final AtomicLong parked = new AtomicLong();

    /// What one try to deliver a letter came to.
    private enum Result {
        DELIVERED,
        FAILED,
        AHEAD
    }

    /// Letters before this one are missing in the receiver: the commit is given up, and the lane read again.
    private static final class Ahead extends RuntimeException {
        private static final long serialVersionUID = 1;

        Ahead() {
            super("letters are missing", null, false, false);
        }
    }

    Delivery(Mail mail, Timer timer, BiConsumer<Inbox, Lane> resume) {
        this.mail = mail;
        this.timer = timer;
        this.resume = resume;
    }

    <L extends TlObject> void on(Class<L> letter, LetterHandler<L> handler) {
        if (handlers.putIfAbsent(letter, handler) != null) throw new IllegalArgumentException("twice: " + letter);
    }

    long parked() {
        return parked.get();
    }

    void deliver(Inbox inbox, Inbox.Round round) {
        for (Lane lane : round.behind()) refill(inbox, lane);
        if (round.items().isEmpty()) return;
        boolean isSeveral = round.items().size() > 1;
        if (isSeveral && round.items().stream().allMatch(this::isKnown) && deliverTogether(inbox, round)) return;
        for (Lane lane : round.lanes()) deliverSingly(inbox, lane, ofLane(round, lane));
    }

    private boolean deliverTogether(Inbox inbox, Inbox.Round round) {
        try {
            mail.receive(inbox.to, change -> {
                for (Item item : round.items()) take(change, item.letter());
                return null;
            });
        } catch (RuntimeException | Error whichever) {
            return false; // which letter it was, and how to go on, is found by delivering one by one
        }
        mail.forget(round.items().stream().map(Item::letter).toList());
        round.items().forEach(Item::delivered);
        inbox.done(round.lanes());
        return true;
    }

    private void deliverSingly(Inbox inbox, Lane lane, List<Item> items) {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            List<Item> rest = items.subList(i, items.size());
            if (!isKnown(item)) {
                leave(inbox, lane, rest);
                return;
            }
            switch (deliver(inbox, lane, item.letter())) {
                case DELIVERED -> {
                    mail.forget(List.of(item.letter()));
                    item.delivered();
                    lane.tries = 0;
                    lane.faults = 0;
                }
                case FAILED -> {
                    postpone(inbox, lane, rest, pauseAfter(lane.tries + lane.faults));
                    return;
                }
                case AHEAD -> {
                    inbox.postpone(lane, rest);
                    refill(inbox, lane);
                    return;
                }
            }
        }
        inbox.done(List.of(lane));
    }

    private Result deliver(Inbox inbox, Lane lane, Posted letter) {
        try {
            mail.receive(inbox.to, change -> {
                take(change, letter);
                return null;
            });
            return Result.DELIVERED;
        } catch (Ahead ahead) {
            return Result.AHEAD;
        } catch (StoreFault fault) {
            log.warn("letter waits for the store from={} to={} number={}", letter.from(), letter.to(), letter.number());
            lane.faults++;
            return Result.FAILED;
        } catch (RuntimeException | Error unexpected) {
            return failed(lane, letter, unexpected);
        }
    }

    private Result failed(Lane lane, Posted letter, Throwable unexpected) {
        lane.tries++;
        if (lane.tries < Limits.LETTER_TRIES_MAX) {
            log.warn(
                    "letter failed from={} to={} number={} try={}",
                    letter.from(),
                    letter.to(),
                    letter.number(),
                    lane.tries,
                    unexpected);
            return Result.FAILED;
        }
        try {
            mail.receive(letter.to(), change -> {
                if (change.take(letter) == Taking.NEXT) change.park(letter);
                return null;
            });
        } catch (StoreFault fault) {
            lane.faults++;
            return Result.FAILED;
        }
        parked.incrementAndGet();
        log.error("letter put aside from={} to={} number={}", letter.from(), letter.to(), letter.number(), unexpected);
        return Result.DELIVERED;
    }

    private void take(Receiving change, Posted letter) {
        switch (change.take(letter)) {
            case NEXT -> handle(change, letter);
            case BEFORE, CLOSED -> {}
            case AHEAD -> throw new Ahead();
        }
    }

    private void handle(Receiving change, Posted letter) {
        TlObject body = letter.body();
        LetterHandler<?> handler = body == null ? null : handlers.get(body.getClass());
        if (body == null || handler == null) throw new IllegalStateException("checked before: no handler");
        handle(change, letter, body, handler);
    }

    /// `on` registers handlers under the class that they take, so the cast holds.
    @SuppressWarnings("unchecked")
    private static <L extends TlObject> void handle(
            Receiving change, Posted letter, TlObject body, LetterHandler<L> handler) {
        handler.take(change, new Letter<>(letter.from(), letter.number(), (L) body));
    }

    private boolean isKnown(Item item) {
        TlObject body = item.letter().body();
        return body != null && handlers.containsKey(body.getClass());
    }

    private void refill(Inbox inbox, Lane lane) {
        List<Posted> stored;
        try {
            stored = mail.undelivered(lane.from, inbox.to, Limits.LETTERS_HELD_MAX);
        } catch (StoreFault fault) {
            postpone(inbox, lane, List.of(), FIRST_PAUSE);
            return;
        }
        if (stored.isEmpty()) postpone(inbox, lane, List.of(), NEXT_SYNC);
        else inbox.refill(lane, stored);
    }

    private void postpone(Inbox inbox, Lane lane, List<Item> rest, Duration pause) {
        inbox.postpone(lane, rest);
        timer.after(pause, () -> resume.accept(inbox, lane));
    }

    private void leave(Inbox inbox, Lane lane, List<Item> rest) {
        Posted letter = rest.getFirst().letter();
        log.error(
                "letter of an unknown type is left from={} to={} number={}",
                letter.from(),
                letter.to(),
                letter.number());
        rest.forEach(Item::delayed);
        inbox.leave(lane);
    }

    private static Duration pauseAfter(int tries) {
        return FIRST_PAUSE.multipliedBy(1L << Math.clamp(tries - 1L, 0, DOUBLINGS_MAX));
    }

    private static List<Item> ofLane(Inbox.Round round, Lane lane) {
        List<Item> items = new ArrayList<>();
        for (Item item : round.items()) if (item.letter().from().equals(lane.from)) items.add(item);
        return items;
    }
}
