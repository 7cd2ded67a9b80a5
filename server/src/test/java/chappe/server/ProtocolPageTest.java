package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.server.SourceTree.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What docs/protocol.md names is there: the code that keeps a rule, and the test that fails without it.
class ProtocolPageTest {
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST =
            Pattern.compile("@(Test|ParameterizedTest|FuzzTest|RepeatedTest|TestFactory)\\b");
    private static final String PEER = "mtcute: ";

    /// What stands before a method's name where it is declared: a type, and no word that begins a call.
    private static final String DECLARED = "[\\w>\\]](?<!\\b(?:return|new|throw|yield|else|case)) ";

    private static final Map<String, List<Source>> BY_CLASS = SourceTree.sources().stream()
            .collect(Collectors.groupingBy(source -> source.name().replace(".java", "")));

    /// One rule: its text, the names in its second cell, and those in its third.
    private record Row(int line, List<String> code, List<String> tests) {}

    @Test
    void everyRuleNamesCodeThatExists() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows()) {
            if (row.code().isEmpty()) wrong.add(at(row) + "names no code");
            for (String name : row.code()) {
                if (!isCode(name)) wrong.add(at(row) + "there is no " + name + " in the sources");
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRuleNamesATestThatExists() throws IOException {
        String checks = Files.readString(SourceTree.root().resolve("peers/mtcute.js"));
        List<String> wrong = new ArrayList<>();
        for (Row row : rows()) {
            if (row.tests().isEmpty()) wrong.add(at(row) + "names no test: move the rule to \"Not proven yet\"");
            for (String name : row.tests()) {
                boolean exists = name.startsWith(PEER)
                        ? checks.contains("['" + name.substring(PEER.length()) + "',")
                        : isTest(name);
                if (!exists) wrong.add(at(row) + "there is no test " + name + elsewhere(name));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyStoreRuleHasARow() throws IOException {
        String page = page();

        assertThat(page).contains("| R1 ", "| R2 ", "| R3 ", "| R4 ", "| R5 ", "| R6 ", "| R7 ");
        assertThat(page).contains("| R8 ", "| R9 ", "| R10 ", "| R11 ", "| R12 ", "| R13 ", "| R14 ");
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> lines = page().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isRule = line.startsWith("| ") && !line.startsWith("| rule |");
            if (!isRule) continue;
            String[] cells = line.split(" \\| ", -1);
            assertThat(cells).as("cells of docs/protocol.md:" + (i + 1)).hasSize(3);
            rows.add(new Row(i + 1, names(cells[1]), names(cells[2])));
        }
        return rows;
    }

    private static String page() throws IOException {
        return Files.readString(SourceTree.root().resolve("docs/protocol.md"));
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static String at(Row row) {
        return "docs/protocol.md:" + row.line() + " ";
    }

    private static boolean isCode(String name) {
        String[] parts = name.split("#", -1);
        if (parts.length == 1) return BY_CLASS.containsKey(name);
        Pattern method = Pattern.compile(DECLARED + parts[1] + "\\(");
        return BY_CLASS.getOrDefault(parts[0], List.of()).stream()
                .anyMatch(source ->
                        !source.isTest() && method.matcher(text(source)).find());
    }

    private static boolean isTest(String name) {
        String[] parts = name.split("#", -1);
        if (parts.length != 2) return false;
        Pattern method = Pattern.compile("void " + parts[1] + "\\(");
        return BY_CLASS.getOrDefault(parts[0], List.of()).stream()
                .filter(Source::isTest)
                .anyMatch(source -> isAnnotated(source, method));
    }

    /// Where a test of this name stands, should it have moved.
    private static String elsewhere(String name) {
        Pattern method = Pattern.compile("void " + name.substring(name.indexOf('#') + 1) + "\\(");
        List<String> places = BY_CLASS.values().stream()
                .flatMap(List::stream)
                .filter(source -> source.isTest() && !name.startsWith(PEER) && isAnnotated(source, method))
                .map(Source::path)
                .toList();
        return places.isEmpty() ? "" : ", but in " + String.join(", ", places);
    }

    private static boolean isAnnotated(Source source, Pattern method) {
        boolean isTest = false;
        for (String line : source.lines()) {
            if (TEST.matcher(line).find()) isTest = true;
            if (line.contains("void ")) {
                if (isTest && method.matcher(line).find()) return true;
                isTest = false;
            }
        }
        return false;
    }

    private static String text(Source source) {
        return String.join("\n", source.lines());
    }
}
