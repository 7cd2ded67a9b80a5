package chappe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.store.TestRecords.Note;
import chappe.store.TestRecords.Parcel;
import chappe.store.View.Order;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.testkit.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Typed tables, and keys whose bytes order as their values do.
final class TableTest {
    private static final Partition HERE = Partition.server(1);
    private static final Table<Long, Note> NOTES = new Table<>(1, Keys.ascending(), Note.class, TestRecords.SCHEMA);
    private static final Table<Line, Note> LINES = new Table<>(
            2,
            Keys.pair(Keys.text(), Line::dialog, Keys.descending(), Line::number, Line::new),
            Note.class,
            TestRecords.SCHEMA);
    private static final Cell<Parcel> WEIGHT = new Cell<>(3, Parcel.class, TestRecords.SCHEMA);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls open before each test
    private RocksStore store;

    private record Line(String dialog, long number) {}

    @BeforeEach
    void open() {
        store = new RocksStore(folder, TestRecords.SCHEMA, RocksSettings.small());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void rowsComeBackAsTheyWereAndTablesDoNotMeet() {
        store.write(HERE, change -> {
            NOTES.put(change, 5L, new Note("five"));
            NOTES.put(change, -5L, new Note("minus five"));
            LINES.put(change, new Line("d", 5), new Note("line"));
            WEIGHT.put(change, new Parcel(7));
            return true;
        });

        assertThat(store.<Note>read(HERE, view -> NOTES.get(view, 5L))).isEqualTo(new Note("five"));
        assertThat(store.<@Nullable Note>read(HERE, view -> NOTES.find(view, 6L)))
                .isNull();
        assertThat(store.<Parcel>read(HERE, WEIGHT::get)).isEqualTo(new Parcel(7));
        assertThat(texts(store.read(HERE, view -> NOTES.scan(view, 10, Order.ASCENDING))))
                .containsExactly("minus five", "five");
        assertThatThrownBy(() -> store.read(HERE, view -> NOTES.get(view, 6L)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void scansStartStopAndPageWhereTheyAreTold() {
        store.write(HERE, change -> {
            for (long i = 1; i <= 6; i++) NOTES.put(change, i, new Note("n" + i));
            return true;
        });

        assertThat(texts(store.read(HERE, view -> NOTES.scanFrom(view, 3L, 2)))).containsExactly("n3", "n4");
        assertThat(texts(store.read(HERE, view -> NOTES.scanAfter(view, 3L, 2))))
                .containsExactly("n4", "n5");
        assertThat(texts(store.read(HERE, view -> NOTES.scanBefore(view, 3L, 9))))
                .containsExactly("n2", "n1");
        assertThat(texts(store.read(HERE, view -> NOTES.scanBetween(view, 2L, 4L, 9, Order.DESCENDING))))
                .containsExactly("n3", "n2");
    }

    @Test
    void aPartOfAKeyFindsAndDeletesItsRowsOnly() {
        store.write(HERE, change -> {
            for (long i = 1; i <= 3; i++) {
                LINES.put(change, new Line("a", i), new Note("a" + i));
                LINES.put(change, new Line("a\0", i), new Note("zero" + i));
                LINES.put(change, new Line("ab", i), new Note("ab" + i));
            }
            return true;
        });

        List<String> before =
                texts(store.read(HERE, view -> LINES.scanUnder(view, Keys.text(), "a", 9, Order.ASCENDING)));
        int deleted = store.write(HERE, change -> LINES.deleteUnder(change, Keys.text(), "a", 2));

        assertThat(before).containsExactly("a3", "a2", "a1");
        assertThat(deleted).isEqualTo(2);
        assertThat(texts(store.read(HERE, view -> LINES.scan(view, 20, Order.ASCENDING))))
                .containsExactly("a1", "zero3", "zero2", "zero1", "ab3", "ab2", "ab1");
    }

    @Test
    void keysOrderAsTheirValuesDo() {
        RandomGenerator random = Seed.random("keysOrderAsTheirValuesDo");

        ordersLike(Keys.ascending(), Comparator.naturalOrder(), () -> random.nextLong() >> random.nextInt(64));
        ordersLike(Keys.descending(), Comparator.reverseOrder(), () -> random.nextLong() >> random.nextInt(64));
        ordersLike(Keys.text(), Comparator.naturalOrder(), () -> text(random));
        ordersLike(
                Keys.pair(Keys.text(), Line::dialog, Keys.descending(), Line::number, Line::new),
                Comparator.comparing(Line::dialog).thenComparing(Line::number, Comparator.reverseOrder()),
                () -> new Line(text(random), random.nextInt(5) - 2));
        ordersLike(
                Keys.ascending().as(Line::number, number -> new Line("", number)),
                Comparator.comparingLong(Line::number),
                () -> new Line("", random.nextLong()));
    }

    private static <K> void ordersLike(Keys<K> keys, Comparator<K> order, Supplier<K> source) {
        for (int i = 0; i < 2000; i++) {
            K one = source.get();
            K other = source.get();
            byte[] oneBytes = bytes(keys, one);
            byte[] otherBytes = bytes(keys, other);
            assertThat(Integer.signum(Arrays.compareUnsigned(oneBytes, otherBytes)))
                    .isEqualTo(Integer.signum(order.compare(one, other)));
            assertThat(keys.read(new KeyReader(oneBytes, 0))).isEqualTo(one);
        }
    }

    private static <K> byte[] bytes(Keys<K> keys, K key) {
        var out = new KeyWriter();
        keys.write(key, out);
        return out.toBytes();
    }

    private static String text(RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) text.append((char) random.nextInt(3));
        return text.toString();
    }

    private static <K> List<String> texts(List<Table.Entry<K, Note>> entries) {
        List<String> texts = new ArrayList<>();
        for (var entry : entries) texts.add(entry.value().text());
        return texts;
    }
}
