package chappe.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.View.Order;
import chappe.store.View.Row;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellsTest {
    private final byte[] name = KeyLayout.name(Partition.box(new UserId(7)));
    private final CountingRows database = new CountingRows();
    private final Cells cells = new Cells(name.length, database);

    /// Rows in a map that remember what was asked.
    private static final class CountingRows implements Rows {
        final TreeMap<String, byte[]> rows = new TreeMap<>();
        final List<String> asked = new ArrayList<>();

        @Override
        public byte @Nullable [] find(byte[] key) {
            asked.add(HexFormat.of().formatHex(key));
            return rows.get(HexFormat.of().formatHex(key));
        }

        @Override
        public List<Row> scan(byte[] from, byte[] to, int limit, Order order) {
            throw new AssertionError("not asked here");
        }
    }

    @Test
    void aCellIsReadFromTheDatabaseOnce() {
        database.rows.put(HexFormat.of().formatHex(cell(3)), new byte[] {1});

        assertThat(cells.find(cell(3))).containsExactly(1);
        assertThat(cells.find(cell(3))).containsExactly(1);

        assertThat(database.asked).hasSize(1);
    }

    @Test
    void aCellThatIsNotThereIsKnownToBeMissing() {
        assertThat(cells.find(cell(3))).isNull();
        assertThat(cells.find(cell(3))).isNull();

        assertThat(database.asked).hasSize(1);
    }

    @Test
    void aChangeAndADeletionReplaceWhatWasKnown() {
        assertThat(cells.find(cell(3))).isNull();

        cells.changed(cell(3), new byte[] {2});
        assertThat(cells.find(cell(3))).containsExactly(2);
        cells.changed(cell(3), null);
        assertThat(cells.find(cell(3))).isNull();

        assertThat(database.asked).hasSize(1);
    }

    @Test
    void aLongValueIsNotKeptButNeverStale() {
        cells.changed(cell(3), new byte[] {2});
        byte[] large = new byte[4096];
        database.rows.put(HexFormat.of().formatHex(cell(3)), large);

        cells.changed(cell(3), large);

        assertThat(cells.find(cell(3))).isSameAs(large);
        assertThat(database.asked).hasSize(1);
    }

    @Test
    void rowsOfOtherTablesAndPartsAreLeftToTheDatabase() {
        byte[] row = KeyLayout.inPartition(name, KeyLayout.ROW, new byte[] {3, 1});
        byte[] counter = KeyLayout.inPartition(name, KeyLayout.SENT, new byte[] {3});

        cells.changed(row, new byte[] {1});
        cells.changed(counter, new byte[] {1});

        assertThat(cells.find(row)).isNull();
        assertThat(cells.find(counter)).isNull();
    }

    private byte[] cell(int table) {
        return KeyLayout.inPartition(name, KeyLayout.ROW, new byte[] {(byte) table});
    }
}
