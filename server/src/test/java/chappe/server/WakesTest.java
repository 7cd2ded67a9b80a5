package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.record.Records;
import chappe.testkit.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// R2: what is due is woken by the room that it belongs to.
class WakesTest {
    private static final Instant START = Instant.parse("2026-03-13T12:00:00Z");
    private static final Partition KEY = Partition.authKey(new AuthKeyId(7));
    private static final Partition OTHER_KEY = Partition.authKey(new AuthKeyId(8));
    private static final Partition BOX = Partition.box(new UserId(9));

    @TempDir
    private Path folder;

    private final FakeClock clock = new FakeClock(START);
    private final List<Partition> woken = new ArrayList<>();
    private RocksStore store;
    private Wakes wakes;

    @BeforeEach
    void open() {
        store = new RocksStore(folder, Records.SCHEMA, RocksSettings.small());
        wakes = new Wakes(store, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsDueIsWokenByItsRoomAndNotBefore() {
        mark(KEY, 5);
        mark(BOX, 5);
        wakes.on(Partition.Kind.AUTH_KEY, this::wake);

        wakes.run();
        assertThat(woken).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        wakes.run();
        wakes.run();

        assertThat(woken).containsExactly(KEY);
    }

    @Test
    void aMarkThatStaysIsSeenAgainAndHoldsUpNobodyElse() {
        mark(KEY, 0);
        mark(OTHER_KEY, 1);
        clock.advance(Duration.ofSeconds(1));
        List<Partition> failed = new ArrayList<>();
        wakes.on(Partition.Kind.AUTH_KEY, key -> {
            if (key.equals(KEY) && failed.isEmpty()) {
                failed.add(key);
                throw new IllegalStateException("not now");
            }
            wake(key);
        });

        wakes.run();
        assertThat(woken).containsExactly(OTHER_KEY);
        wakes.run();

        assertThat(woken).containsExactly(OTHER_KEY, KEY);
    }

    @Test
    void whatNobodyWakesIsToldOnce() {
        var log = (Logger) LoggerFactory.getLogger(Wakes.class);
        var told = new ListAppender<ILoggingEvent>();
        told.start();
        log.addAppender(told);
        mark(BOX, 0);
        clock.advance(Duration.ofSeconds(1));

        for (int i = 0; i < 3; i++) wakes.run();

        log.detachAppender(told);
        assertThat(told.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    }

    private void mark(Partition partition, int seconds) {
        store.write(partition, change -> {
            change.wake(START.plusSeconds(seconds));
            return true;
        });
    }

    private void wake(Partition partition) {
        woken.add(partition);
        store.write(partition, change -> {
            change.sleep();
            return true;
        });
    }
}
