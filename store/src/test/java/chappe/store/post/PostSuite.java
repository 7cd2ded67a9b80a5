package chappe.store.post;

import chappe.core.tl.TlObject;
import chappe.store.Change;
import chappe.store.EngineSuite;
import chappe.store.Mail.Posted;
import chappe.store.Mail.Taking;
import chappe.store.Partition;
import chappe.store.Store.Letter;
import chappe.store.TestRecords;
import chappe.store.TestRecords.Note;
import chappe.store.View.Order;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What the suites of the post office have in common: an office over the engine, and inboxes that keep what they got.
public abstract class PostSuite extends EngineSuite {
    protected static final Duration PATIENCE = Duration.ofSeconds(20);

    protected final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    protected final FakeTimer timer = new FakeTimer();

    @SuppressWarnings("NullAway.Init") // JUnit calls startOffice before each test
    protected PostOffice office;

    @BeforeEach
    void startOffice() {
        office = new PostOffice(engine.mail(), threads, timer);
    }

    @AfterEach
    void closeOffice() {
        office.close();
        threads.close();
    }

    protected final void restart() {
        office.close();
        reopen(TestRecords.SCHEMA);
        startOffice();
    }

    protected final Taking take(Posted letter) {
        return engine.mail().receive(letter.to(), change -> change.take(letter));
    }

    protected final void send(Partition from, Partition to, String text) {
        post(from, to, new Note(text));
    }

    protected final void post(Partition from, Partition to, TlObject letter) {
        store().write(from, change -> {
            change.post(to, letter);
            return null;
        });
    }

    protected static void append(Change change, Letter<Note> letter) {
        append(change, letter.number() + " " + letter.body().text());
    }

    protected static void append(Change change, String line) {
        int next = 100_000
                + change.scan(bytes("m"), bytes("n"), 1, Order.DESCENDING).stream()
                        .mapToInt(row -> Integer.parseInt(text(row.key()).substring(1)) - 100_000 + 1)
                        .findFirst()
                        .orElse(0);
        change.put(bytes("m" + next), bytes(line));
    }

    protected final List<String> inbox(Partition partition) {
        return store().read(
                        partition,
                        view -> view.scan(bytes("m"), bytes("n"), 10_000, Order.ASCENDING).stream()
                                .map(row -> text(row.value()))
                                .toList());
    }

    protected static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
