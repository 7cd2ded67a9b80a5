package chappe.world;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.testkit.Seed;
import chappe.wire.InputPeerUser;
import chappe.wire.Message;
import chappe.wire.UpdateNewMessage;
import chappe.wire.updates.GetState;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL at any moment under load, again and again: what was acknowledged is in both boxes once, no pts is missing or
/// given twice, and a repeated random_id still gets the first answer.
@Tag("kill")
class KillTest {
    private static final int ROUNDS = 20;
    private static final int PAIRS = 4;
    private static final Duration RUN_MIN = Duration.ofMillis(50);
    private static final Duration RUN_MAX = Duration.ofMillis(1_500);
    private static final long RANDOM_ID_STEP = 1_000_000_000;

    @TempDir
    private Path folder;

    /// Two who talk to each other, each on a thread of its own.
    private record Pair(Talker one, Talker two, InputPeerUser oneSeen, InputPeerUser twoSeen) {}

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedOutlivesEveryKill() throws Exception {
        RandomGenerator random = Seed.random("KillTest");
        try (ServerProcess server = ServerProcess.start(folder)) {
            List<Pair> pairs = signUp(server);
            List<Thread> threads = startTalking(pairs);

            for (int round = 1; round <= ROUNDS; round++) {
                server.runFor(Duration.ofMillis(random.nextLong(RUN_MIN.toMillis(), RUN_MAX.toMillis())));
                server.kill();
                server.restart();
                for (Talker talker : talkers(pairs)) talker.client().reconnect();
                System.out.println("round " + round + ": " + count(pairs) + " messages acknowledged");
            }
            for (Talker talker : talkers(pairs)) talker.stop();
            for (Thread thread : threads) thread.join();

            assertThat(count(pairs)).as("messages under load").isGreaterThan(ROUNDS * PAIRS);
            for (Pair pair : pairs) check(pair);
        }
    }

    private static List<Pair> signUp(ServerProcess server) throws Exception {
        SecureRandom random = new SecureRandom();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            String first = "99966100" + (10 + 2 * i);
            String second = "99966100" + (11 + 2 * i);
            Talker one = Talker.signUp(server, first, random);
            Talker two = Talker.signUp(server, second, random);
            pairs.add(new Pair(one, two, two.find(first), one.find(second)));
        }
        return pairs;
    }

    private static List<Thread> startTalking(List<Pair> pairs) {
        List<Thread> threads = new ArrayList<>();
        for (Pair pair : pairs) {
            long id = (threads.size() + 1) * RANDOM_ID_STEP;
            threads.add(Thread.ofPlatform().start(() -> pair.one.talkTo(pair.twoSeen, id)));
            threads.add(Thread.ofPlatform().start(() -> pair.two.talkTo(pair.oneSeen, id + RANDOM_ID_STEP)));
        }
        return threads;
    }

    private static void check(Pair pair) {
        check(pair.one, pair.twoSeen, pair.two);
        check(pair.two, pair.oneSeen, pair.one);
        assertThat(texts(pair.one.history(pair.twoSeen)))
                .as("the same talk on both sides")
                .containsExactlyInAnyOrderElementsOf(texts(pair.two.history(pair.oneSeen)));
    }

    private static void check(Talker talker, InputPeerUser otherSeen, Talker other) {
        List<Talker.Sent> sent = talker.acknowledged();
        for (int i = 0; i < sent.size(); i += 1 + sent.size() / 50) talker.repeat(otherSeen, sent.get(i));
        assertThat(talker.faults()).isEmpty();

        List<Message> history = talker.history(otherSeen);
        Map<Integer, String> byId = new HashMap<>();
        for (Message message : history) byId.put(message.id(), message.message());
        assertThat(byId).as("each id once").hasSameSizeAs(history);
        assertThat(texts(history)).as("each message once").doesNotHaveDuplicates();
        assertThat(sent).allSatisfy(each -> assertThat(byId).containsEntry(each.id(), each.text()));
        Set<String> received = new HashSet<>(texts(history));
        assertThat(other.acknowledged()).allSatisfy(each -> assertThat(received).contains(each.text()));
        checkPts(talker, history);
    }

    /// Nothing but messages happened, each with a pts_count of 1: so the last pts is the first plus their number, and
    /// each pts that the client ever saw belongs to one message.
    private static void checkPts(Talker talker, List<Message> history) {
        Map<Integer, Integer> idByPts = new HashMap<>();
        for (Talker.Sent sent : talker.acknowledged()) claim(idByPts, sent.pts(), sent.id());
        talker.client().ping();
        for (var update : talker.client().takeUpdates()) {
            if (update instanceof UpdateNewMessage made) claim(idByPts, made.pts(), ((Message) made.message()).id());
        }
        int pts = talker.client().call(new GetState()).pts();
        assertThat(pts).as("pts after " + history.size() + " messages").isEqualTo(1 + history.size());
        assertThat(idByPts.keySet()).allSatisfy(each -> assertThat(each).isBetween(2, pts));
    }

    private static void claim(Map<Integer, Integer> idByPts, int pts, int id) {
        Integer before = idByPts.put(pts, id);
        assertThat(before == null || before == id)
                .as("pts " + pts + " for the messages " + before + " and " + id)
                .isTrue();
    }

    private static List<String> texts(List<Message> history) {
        return history.stream().map(Message::message).toList();
    }

    private static List<Talker> talkers(List<Pair> pairs) {
        return pairs.stream()
                .flatMap(pair -> List.of(pair.one, pair.two).stream())
                .toList();
    }

    private static int count(List<Pair> pairs) {
        return talkers(pairs).stream()
                .mapToInt(talker -> talker.acknowledged().size())
                .sum();
    }
}
