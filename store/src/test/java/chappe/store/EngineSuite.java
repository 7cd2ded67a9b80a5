package chappe.store;

import chappe.core.UserId;
import chappe.core.tl.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What the suites have in common: an engine in a folder of its own that can be opened again.
public abstract class EngineSuite {
    protected static final Partition ALICE = Partition.box(new UserId(1));
    protected static final Partition BOB = Partition.box(new UserId(2));
    protected static final Partition CAROL = Partition.box(new UserId(3));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    protected Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls openEngine before each test
    protected Engine engine;

    /// One engine, seen from both of its sides.
    public record Engine(Store store, Mail mail) {}

    /// Opens the engine under test on what `folder` holds, and creates it there the first time.
    protected abstract Engine open(Path folder, Schema schema);

    @BeforeEach
    void openEngine() {
        engine = open(folder.resolve("store"), TestRecords.SCHEMA);
    }

    @AfterEach
    void closeEngine() {
        engine.store().close();
    }

    protected final Store store() {
        return engine.store();
    }

    protected final void reopen(Schema schema) {
        engine.store().close();
        engine = open(folder.resolve("store"), schema);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    protected static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    protected static List<String> keys(List<View.Row> rows) {
        return rows.stream().map(row -> text(row.key())).toList();
    }

    protected final void put(Partition partition, String key, String value) {
        store().write(partition, change -> {
            change.put(bytes(key), bytes(value));
            return null;
        });
    }

    protected final String get(Partition partition, String key) {
        return store().read(partition, view -> get(view, key));
    }

    /// The row's text, or nothing where there is no row.
    protected static String get(View view, String key) {
        byte[] value = view.find(bytes(key));
        return value == null ? "" : text(value);
    }

    protected final long version(Partition partition) {
        return store().read(partition, View::version);
    }
}
