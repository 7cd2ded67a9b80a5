package chappe.tlgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTreeTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

    @TempDir
    private Path folder;

    @Test
    void leavesAloneWhatDoesNotChange() throws IOException {
        Path same = Files.writeString(folder.resolve("same"), "a");
        Path other = Files.writeString(folder.resolve("other"), "a");
        Files.setLastModifiedTime(same, LONG_AGO);

        var tree = new OutputTree(folder);
        tree.write("same", "a");
        tree.write("other", "b");
        tree.deleteStale();

        assertThat(Files.getLastModifiedTime(same)).isEqualTo(LONG_AGO);
        assertThat(other).hasContent("b");
        assertThat(tree.changed()).isEqualTo(1);
    }

    @Test
    void deletesWhatIsNoLongerWritten() throws IOException {
        Files.createDirectories(folder.resolve("p"));
        Path stale = Files.writeString(folder.resolve("p/Stale.java"), "old");

        var tree = new OutputTree(folder);
        tree.writeJava("p", "Fresh", "new");
        tree.deleteStale();

        assertThat(stale).doesNotExist();
        assertThat(folder.resolve("p/Fresh.java")).hasContent("new");
    }

    @Test
    void refusesAFileThatTwoDefinitionsWant() {
        var tree = new OutputTree(folder);
        tree.write("a", "1");

        assertThatThrownBy(() -> tree.write("a", "2")).isInstanceOf(SchemaFault.class);
    }
}
