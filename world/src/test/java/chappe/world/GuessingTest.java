package chappe.world;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.CodeSettings;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SignIn;
import chappe.wire.updates.GetState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever guesses login codes over many connections at once, against the real server.
class GuessingTest {
    private static final String ADA = "+9996610001";
    private static final int STRANGERS = 25;
    private static final int GUESSES_EACH = 40;

    @TempDir
    private Path data;

    @Test
    void aThousandWrongCodesOverManyConnectionsNeverGetInAndEndNobodysSession() {
        Map<String, Integer> answers = new ConcurrentHashMap<>();
        try (World world = World.start(data)) {
            TestClient owner = world.signIn(ADA);
            List<TestClient> strangers =
                    Stream.generate(world::connect).limit(STRANGERS).toList();

            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                strangers.forEach(stranger -> threads.execute(() -> guess(stranger, answers)));
            }

            assertThat(answers.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(STRANGERS * GUESSES_EACH);
            assertThat(answers.keySet()).allMatch(GuessingTest::isRefusal);
            // 20 for the phone, and 5 more because the strangers share the owner's network here
            assertThat(answers.getOrDefault("PHONE_CODE_INVALID", 0)).isBetween(10, 25);
            assertThat(owner.call(new GetState())).isNotNull();
            assertThat(strangers)
                    .allSatisfy(stranger -> assertThat(refusalOf(() -> stranger.call(new GetState())))
                            .isEqualTo("AUTH_KEY_UNREGISTERED"));
        }
    }

    private static boolean isRefusal(String answer) {
        return answer.equals("PHONE_CODE_INVALID")
                || answer.equals("PHONE_CODE_EXPIRED")
                || answer.startsWith("FLOOD_WAIT_");
    }

    /// Guesses codes of six digits, which no code has; asks for a new one whenever the last is used up.
    private static void guess(TestClient stranger, Map<String, Integer> answers) {
        String hash = asked(stranger, "none");
        for (int i : IntStream.range(0, GUESSES_EACH).toArray()) {
            String last = hash;
            String answer = refusalOf(() -> stranger.call(
                    new SignIn.Builder(ADA, last).phoneCode("1" + (10_000 + i)).build()));
            answers.merge(answer, 1, Integer::sum);
            if (answer.equals("PHONE_CODE_EXPIRED")) hash = asked(stranger, hash);
        }
    }

    private static String asked(TestClient stranger, String former) {
        try {
            var settings = new CodeSettings.Builder().build();
            return ((SentCode) stranger.call(new SendCode(ADA, 1, "0123456789abcdef0123456789abcdef", settings)))
                    .phoneCodeHash();
        } catch (RpcFault flood) {
            assertThat(flood.error()).startsWith("FLOOD_WAIT_");
            return former;
        }
    }

    private static String refusalOf(Runnable call) {
        try {
            call.run();
            return "answered";
        } catch (RpcFault fault) {
            return fault.error();
        }
    }
}
