package chappe.store.post;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The letters of one commit, as those see it who wait for them. Thread-safe.
final class Postage {
    private final CountDownLatch open;
    private volatile boolean isComplete = true;

    Postage(int letters) {
        this.open = new CountDownLatch(letters);
    }

    void delivered() {
        open.countDown();
    }

    /// The letter will not arrive soon: it is for a newer node, or waits for its turn in the store.
    void delayed() {
        isComplete = false;
        open.countDown();
    }

    /// Nobody has to wait for it any more.
    boolean isClosed() {
        return open.getCount() == 0;
    }

    /// All letters had their effect.
    boolean isDelivered() {
        return isClosed() && isComplete;
    }

    boolean await(Duration patience) throws InterruptedException {
        return open.await(patience.toNanos(), TimeUnit.NANOSECONDS) && isComplete;
    }
}
