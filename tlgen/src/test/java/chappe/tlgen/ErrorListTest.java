package chappe.tlgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorListTest {
    private static final String RAW = """
            {"errors": {
              "A_INVALID": {"code": 400, "name": "A_INVALID", "description": "A."},
              "WAIT_%d": {"code": 420, "name": "WAIT_%d", "description": "Wait %d."},
              "Timeout": {"code": -503, "name": "Timeout", "description": "T."}},
             "throws": {"m.one": ["A_INVALID", "Timeout"], "123": ["A_INVALID"]}}
            """;
    private static final String API = """
            {"e": [{"kind": "method", "name": "m.two", "throws": [{"name": "A_INVALID", "code": 406, "comment": "A."},
              {"name": "B_INVALID", "code": 403, "comment": "B."}]}]}
            """;

    @TempDir
    private Path folder;

    private ErrorList read(String extra) throws IOException {
        Path raw = Files.writeString(folder.resolve("raw.json"), RAW);
        Path api = Files.writeString(folder.resolve("api.json"), API);
        return ErrorList.read(raw, api, Files.writeString(folder.resolve("extra.tsv"), extra));
    }

    @Test
    void joinsThePackagesListsAndLeavesOutWhatIsNoName() throws IOException {
        ErrorList list = read("");

        assertThat(list.all()).containsOnlyKeys("A_INVALID", "B_INVALID", "WAIT_X");
        assertThat(list.all()).containsEntry("WAIT_X", new ErrorList.Entry("WAIT_%d", 420, "Wait X."));
        assertThat(list.byMethod()).containsOnlyKeys("m.one", "m.two");
        assertThat(list.byMethod().get("m.two")).containsEntry("A_INVALID", 406).containsEntry("B_INVALID", 403);
    }

    @Test
    void addsOurs() throws IOException {
        ErrorList list = read("# comment\nC_WAIT_%d\t420\t*\tours\nB_INVALID\t400\tm.one\tours\n");

        assertThat(list.byMethod().get("*")).containsEntry("C_WAIT_X", 420);
        assertThat(list.byMethod().get("m.one")).containsEntry("B_INVALID", 400).containsEntry("A_INVALID", 400);
    }

    @Test
    void givesOurCodeWhereverTheErrorIsListed() throws IOException {
        ErrorList list = read("A_INVALID\t404\tlisted\tours\n");

        assertThat(list.byMethod().get("m.one")).containsEntry("A_INVALID", 404);
        assertThat(list.byMethod().get("m.two")).containsEntry("A_INVALID", 404);
        assertThat(list.byMethod()).doesNotContainKey("listed");
        assertThat(list.all()).containsEntry("A_INVALID", new ErrorList.Entry("A_INVALID", 404, "A."));
    }

    @Test
    void refusesALineWithoutASource() {
        assertThatThrownBy(() -> read("A_INVALID\t400\t*\n")).isInstanceOf(SchemaFault.class);
    }
}
