package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.MethodErrors;
import chappe.core.RpcError;
import chappe.server.SourceTree.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/errors.md lists the documented errors that no code gives; all others are named by tests.
class ErrorsPageTest {
    private static final List<Source> SOURCES = SourceTree.sources();

    @Test
    void thePageListsWhatNoCodeGivesAndSaysWhy() throws IOException {
        String code = text(SOURCES.stream().filter(source -> !source.isTest()));

        Map<String, String> reasons = reasons();

        assertThat(documented().stream().filter(error -> !isNamed(code, "RpcError." + error.name())))
                .extracting(RpcError::name)
                .containsExactlyInAnyOrderElementsOf(reasons.keySet());
        assertThat(reasons.values()).noneMatch(String::isBlank);
    }

    @Test
    void everyErrorOfLogInsAndAccountsThatIsGivenIsNamedByATest() throws IOException {
        String tests = text(SOURCES.stream().filter(Source::isTest));
        Set<String> never = reasons().keySet();

        List<String> untested = documented().stream()
                .filter(error -> !never.contains(error.name()))
                .filter(error -> !isNamed(tests, error.name())
                        && !(error.carriesNumber() && isNamed(tests, prefix(error) + "\\d+")))
                .map(RpcError::name)
                .toList();

        assertThat(untested).isEmpty();
    }

    /// The errors in the lists of all `auth.*` and `account.*` methods that are served.
    private static Set<RpcError> documented() throws IOException {
        Set<RpcError> errors = EnumSet.noneOf(RpcError.class);
        String page = Files.readString(SourceTree.root().resolve("docs/methods.md"));
        String served = page.substring(page.indexOf("## served:"), page.indexOf("## served by sessions"));
        served.lines()
                .filter(line -> line.startsWith("* auth.") || line.startsWith("* account."))
                .forEach(line -> errors.addAll(MethodErrors.own(line.substring(2))));
        assertThat(errors).hasSizeGreaterThan(40);
        return errors;
    }

    private static Map<String, String> reasons() throws IOException {
        return Files.readAllLines(SourceTree.root().resolve("docs/errors.md")).stream()
                .filter(line -> line.matches("\\| [A-Z].*"))
                .map(line -> line.split("\\|"))
                .collect(Collectors.toMap(cells -> cells[1].strip(), cells -> cells[2].strip()));
    }

    /// What stands before the number in an error's text.
    private static String prefix(RpcError error) {
        return error.text(0).substring(0, error.text(0).length() - 1);
    }

    private static boolean isNamed(String text, String name) {
        return Pattern.compile("\\b" + name.replace(".", "\\.") + "\\b")
                .matcher(text)
                .find();
    }

    private static String text(Stream<Source> sources) {
        return sources.flatMap(source -> source.lines().stream()).collect(Collectors.joining("\n"));
    }
}
