package chappe.bench;

import chappe.wire.InputPeerUser;
import chappe.wire.Message;
import chappe.wire.Update;
import chappe.wire.UpdateNewMessage;
import chappe.wire.UpdateShortMessage;
import chappe.wire.Updates;
import chappe.wire.UpdatesTooLong;
import chappe.wire.UpdatesType;
import chappe.wire.messages.SendMessage;
import chappe.wire.updates.GetDifference;
import chappe.wire.updates.GetState;
import chappe.world.TestClient;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A sender and its recipient. Each text begins with the time of its sending, so the recipient knows how long it took.
final class Pair {
    static final int PATIENCE_S = 30;
    private static final String FILL = "x".repeat(80);
    private static final int TIME_LENGTH = 19;

    private final TestClient sender;
    private final InputPeerUser peer;
    private final int inFlight;
    private final Semaphore free;
    private final Semaphore arrivals = new Semaphore(0);
    private volatile Samples answered = new Samples();
    private volatile Samples received = new Samples();
    private volatile @Nullable String broken;

    /// @param inFlight how many calls the sender leaves unanswered before it waits
    Pair(TestClient sender, TestClient recipient, InputPeerUser peer, int inFlight) {
        this.sender = sender;
        this.peer = peer;
        this.inFlight = inFlight;
        this.free = new Semaphore(inFlight);
        var state = recipient.call(new GetState()); // the first call: it is pushed that there may be a difference
        recipient.call(new GetDifference.Builder(state.pts(), state.date(), state.qts()).build());
        recipient.onPush(this::pushed);
    }

    Samples answered() {
        return answered;
    }

    Samples received() {
        return received;
    }

    void reset() {
        answered = new Samples();
        received = new Samples();
        arrivals.drainPermits();
    }

    /// Sends until that time, and returns when everything sent is answered and received.
    ///
    /// @param end as of [System#nanoTime]
    void sendUntil(long end) throws InterruptedException {
        int sent = 0;
        for (; System.nanoTime() < end && broken == null; sent++) {
            free.acquire();
            send();
        }
        free.acquire(inFlight);
        free.release(inFlight);
        if (broken != null) throw new IllegalStateException(broken);
        if (!arrivals.tryAcquire(sent, PATIENCE_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("of " + sent + " messages " + received.count() + " were received");
        }
    }

    private void send() {
        long start = System.nanoTime();
        String text = String.format(Locale.ROOT, "%0" + TIME_LENGTH + "d %s", start, FILL);
        long randomId = ThreadLocalRandom.current().nextLong();
        var message = new SendMessage.Builder(peer, text, randomId).build();
        sender.start(message, _ -> answered(start), fault -> {
            broken = fault.toString();
            answered(start);
        });
    }

    private void answered(long start) {
        answered.add(System.nanoTime() - start);
        free.release();
    }

    private void pushed(UpdatesType pushed) {
        switch (pushed) {
            case Updates updates -> updates.updates().forEach(this::arrived);
            case UpdateShortMessage message -> arrived(message.message());
            case UpdatesTooLong _ -> broken = "the recipient was told to ask for the difference";
            default -> {} // nothing about messages
        }
    }

    private void arrived(Update update) {
        if (update instanceof UpdateNewMessage(Message message, int _, int _)) arrived(message.message());
    }

    private void arrived(String text) {
        received.add(System.nanoTime() - Long.parseLong(text, 0, TIME_LENGTH, 10));
        arrivals.release();
    }
}
