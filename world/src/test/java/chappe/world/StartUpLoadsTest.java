package chappe.world;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.tl.TlMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every method that real clients call at their start, called in one way or another, is answered without an error.
class StartUpLoadsTest {
    @TempDir
    static Path data;

    private static World world;

    @BeforeAll
    static void start() {
        world = World.start(data);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void noClientMeetsAnErrorFromItsFirstConnectionToAnIdleScreen() {
        List<Line> lines = lines();
        TestClient client = world.connectWithTemporaryKey();

        List<String> errors =
                errors(client, lines.stream().filter(Line::isBefore).toList());
        world.signIn(client, "+9996620001");
        errors.addAll(errors(client, lines.stream().filter(Line::isAfterToo).toList()));

        assertThat(errors).isEmpty();
        assertThat(lines).hasSizeGreaterThan(100);
    }

    @Test
    void whatNeedsALogInIsRefusedBeforeIt() {
        TestClient stranger = world.connect();
        List<Line> lines = lines().stream().filter(Line::isAfter).toList();

        List<String> answers = errors(stranger, lines);

        assertThat(answers).hasSameSizeAs(lines).allMatch(answer -> answer.contains("AUTH_KEY_UNREGISTERED"));
    }

    @Test
    void theListNamesEachMethodOnceWithThoseWhoCallIt() {
        List<Line> lines = lines();

        assertThat(lines).extracting(Line::method).doesNotHaveDuplicates();
        assertThat(lines).extracting(Line::when).containsOnly("sign-in", "stranger", "before", "after");
        assertThat(lines)
                .extracting(Line::clients)
                .allMatch(clients -> clients.matches("((TDLib|Desktop|WebA|WebK|GramJS|mtcute|Telethon) ?)+"));
    }

    private static List<String> errors(TestClient client, List<Line> lines) {
        List<String> errors = new ArrayList<>();
        for (Line line : lines) {
            for (TlMethod<?> call : StartUpCalls.of(line.method())) {
                try {
                    client.call(call);
                } catch (RpcFault refused) {
                    errors.add(line.method() + ": " + refused.getMessage());
                    break;
                }
            }
        }
        return errors;
    }

    private static List<Line> lines() {
        try (InputStream list = StartUpLoadsTest.class.getResourceAsStream("start-up.tsv")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(parts -> new Line(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record Line(String method, String when, String clients) {
        boolean isBefore() {
            return when.equals("before") || when.equals("stranger");
        }

        boolean isAfterToo() {
            return when.equals("before") || isAfter();
        }

        boolean isAfter() {
            return when.equals("after");
        }
    }
}
