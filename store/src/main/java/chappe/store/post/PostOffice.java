package chappe.store.post;

import chappe.core.Limits;
import chappe.core.tl.TlObject;
import chappe.store.Mail;
import chappe.store.Mail.Posted;
import chappe.store.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every letter to its receiver, where it has its effect exactly once (rules R1 to R3). Thread-safe.
///
/// Delivery starts with the sender's commit. Each receiver has one service at a time, which takes up to
/// [Limits#LETTERS_TAKEN_MAX] letters into one commit; different receivers are served at once.
public final class PostOffice implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostOffice.class);

    private final Mail mail;
    private final Executor threads;
    private final Gate gate = new Gate();
    private final Delivery delivery;
    private final Map<Partition, Inbox> inboxes = new ConcurrentHashMap<>();
    private final Map<Partition, ConcurrentLinkedQueue<Postage>> outgoing = new ConcurrentHashMap<>();

    /// @param threads runs one task for each receiver with letters; a thread per task is meant
    /// @param timer brings back letters that failed
    public PostOffice(Mail mail, Executor threads, Timer timer) {
        this.mail = mail;
        this.threads = threads;
        this.delivery = new Delivery(mail, timer, this::resume);
        mail.onPosted(this::posted);
    }

    /// Registers what a letter does. Letters that have no handler when their turn comes are left for a newer node.
    public <L extends TlObject> void on(Class<L> letter, LetterHandler<L> handler) {
        delivery.on(letter, handler);
    }

    /// Delivers all letters that the last run left, and blocks until nothing deliverable is on its way: call
    /// it after the handlers are registered and before the server says `ready` (rule R2).
    ///
    /// @param progress told how many letters were read from the outboxes so far
    public void drain(LongConsumer progress) throws InterruptedException {
        long read = 0;
        Posted last = null;
        List<Posted> page;
        do {
            page = mail.undelivered(last, Limits.LETTERS_LISTED_MAX);
            for (Posted letter : page) deliver(new Inbox.Item(letter, null));
            read += page.size();
            if (!page.isEmpty()) last = page.getLast();
            progress.accept(read);
            gate.awaitQuiet(this::isQuiet);
        } while (page.size() == Limits.LETTERS_LISTED_MAX);
    }

    /// Waits until the letters that `from` has posted so far had their effect (rule R14: a reply awaits the caller's
    /// own).
    ///
    /// @return false when some are delayed beyond `patience`, left to a newer node, or wait in the store
    public boolean awaitDelivered(Partition from, Duration patience) throws InterruptedException {
        Collection<Postage> postages = outgoing.get(from);
        if (postages == null) return true;
        boolean isComplete = true;
        for (Postage each : postages) isComplete &= each.await(patience);
        return isComplete;
    }

    /// Runs `task` while no letter is being delivered: those that have begun are awaited first, and sends go on (rule
    /// R12).
    public void pauseWhile(Runnable task) throws InterruptedException {
        gate.pause();
        try {
            task.run();
        } finally {
            gate.resume();
        }
    }

    /// How many letters this process has put aside (rule R3). Anything above 0 needs an operator.
    public long parked() {
        return delivery.parked();
    }

    /// Starts no further deliveries and waits for those that have begun. What is left lies in the store.
    @Override
    public void close() {
        gate.close();
    }

    private void posted(List<Posted> letters) {
        var postage = new Postage(letters.size());
        Partition from = letters.getFirst().from();
        outgoing.compute(from, (key, known) -> {
            var postages = known == null ? new ConcurrentLinkedQueue<Postage>() : known;
            postages.removeIf(Postage::isClosed);
            postages.add(postage);
            return postages;
        });
        for (Posted letter : letters) deliver(new Inbox.Item(letter, postage));
    }

    private void deliver(Inbox.Item item) {
        while (true) {
            Inbox inbox = inboxes.computeIfAbsent(item.letter().to(), Inbox::new);
            switch (inbox.add(item)) {
                case GONE -> inboxes.remove(inbox.to, inbox);
                case QUEUED -> {
                    return;
                }
                case NEEDS_SERVICE -> {
                    start(inbox);
                    return;
                }
            }
        }
    }

    private void resume(Inbox inbox, Inbox.Lane lane) {
        if (inbox.resume(lane)) start(inbox);
    }

    private void start(Inbox inbox) {
        try {
            threads.execute(() -> serve(inbox));
        } catch (RejectedExecutionException closing) {
            log.info("letters wait for the next start to={}", inbox.to); // the sender's commit stands all the same
        }
    }

    private void serve(Inbox inbox) {
        while (gate.enter()) {
            try {
                Inbox.Round round = inbox.next(Limits.LETTERS_TAKEN_MAX);
                if (round.isEmpty()) break;
                delivery.deliver(inbox, round);
                for (Inbox.Item item : round.items()) forget(item);
            } finally {
                gate.leave();
            }
        }
        inboxes.computeIfPresent(inbox.to, (to, known) -> known.isGone() ? null : known);
        gate.signal();
    }

    private void forget(Inbox.Item item) {
        Postage postage = item.postage();
        if (postage == null || !postage.isDelivered()) return;
        outgoing.computeIfPresent(item.letter().from(), (from, known) -> {
            known.remove(postage);
            return known.isEmpty() ? null : known;
        });
    }

    private boolean isQuiet() {
        return inboxes.values().stream().allMatch(Inbox::isQuiet);
    }
}
