package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.Refusal;
import chappe.core.RpcError;
import chappe.domain.account.CodePolicy.Pace;
import chappe.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class CodeQueueTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));

    @Test
    void threeMillionsInADayFlowWithoutAnybodyWaiting() {
        CodeQueue queue = queue(50, 2_400);

        for (int i = 0; i < 35 * 600; i++) {
            queue.enter(new Phone(1_000_000L + i));
            clock.advance(Duration.ofNanos(1_000_000_000L / 35));
        }

        refused(() -> repeat(queue, 2_401), RpcError.FLOOD_WAIT_X); // the pace is no fiction
    }

    @Test
    void whoMustWaitIsLetInAfterExactlyTheTimeThatWasNamed() {
        CodeQueue queue = queue(10, 60);
        repeat(queue, 10);
        Phone ada = new Phone(9996610001L);

        Refusal first = refused(() -> queue.enter(ada), RpcError.FLOOD_WAIT_X);
        clock.advance(Duration.ofSeconds(first.number()).minusMillis(950));
        refused(() -> queue.takesItsTurn(ada), RpcError.FLOOD_WAIT_X);
        clock.advance(Duration.ofMillis(950));

        assertThat(first.number()).isEqualTo(1);
        assertThat(queue.takesItsTurn(ada)).isTrue();
        assertThat(queue.takesItsTurn(ada)).isFalse();
    }

    @Test
    void aFloodIsWorkedOffInItsOrderAndNobodyIsToldAnUntrueTime() {
        CodeQueue queue = queue(100, 1_000);
        List<Integer> waits = new ArrayList<>();
        Queue<Turn> waiting = new PriorityQueue<>();
        for (int i = 0; i < 5_000; i++) {
            Phone phone = new Phone(1_000_000L + i);
            int wait = waitOf(() -> queue.enter(phone));
            waits.add(wait);
            if (wait > 0) waiting.add(new Turn(clock.instant().plusSeconds(wait), phone));
        }

        assertThat(waits).isSorted().last().satisfies(last -> assertThat(last).isBetween(235, 245));
        assertThat(waits.stream().filter(wait -> wait == 0)).hasSize(100);
        for (Turn turn = waiting.poll(); turn != null; turn = waiting.poll()) {
            clock.set(turn.at());
            assertThat(queue.takesItsTurn(turn.phone())).isTrue();
        }
    }

    @Test
    void askingTooEarlyNamesTheTimeThatRemainsAndKeepsTheTurn() {
        CodeQueue queue = queue(1, 1);
        queue.enter(new Phone(1));
        Phone ada = new Phone(9996610001L);
        refused(() -> queue.enter(ada), RpcError.FLOOD_WAIT_X);

        clock.advance(Duration.ofSeconds(13));
        Refusal early = refused(() -> queue.takesItsTurn(ada), RpcError.FLOOD_WAIT_X);
        clock.advance(Duration.ofSeconds(early.number()));

        assertThat(early.number()).isEqualTo(47);
        assertThat(queue.takesItsTurn(ada)).isTrue();
    }

    @Test
    void aTurnThatNobodyTakesLapses() {
        CodeQueue queue = queue(1, 1);
        queue.enter(new Phone(1));
        Phone ada = new Phone(9996610001L);
        refused(() -> queue.enter(ada), RpcError.FLOOD_WAIT_X);

        clock.advance(Duration.ofMinutes(1).plus(Limits.CODE_TURN_KEPT).plusMillis(1));

        assertThat(queue.takesItsTurn(ada)).isFalse();
    }

    @Test
    void farAheadNoTurnsAreGiven() {
        CodeQueue queue = queue(1, 1);
        queue.enter(new Phone(1));
        int turns = (int) Limits.CODE_TURN_AHEAD_MAX.toMinutes();
        for (int i = 0; i < turns; i++) {
            Phone phone = new Phone(100 + i);
            refused(() -> queue.enter(phone), RpcError.FLOOD_WAIT_X);
        }
        Phone last = new Phone(9996610001L);

        Refusal tooFar = refused(() -> queue.enter(last), RpcError.FLOOD_WAIT_X);

        assertThat(tooFar.number()).isEqualTo((turns + 1) * 60);
        assertThat(queue.takesItsTurn(last)).isFalse();
    }

    private record Turn(Instant at, Phone phone) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            return at.compareTo(other.at);
        }
    }

    private static int waitOf(Runnable entering) {
        try {
            entering.run();
            return 0;
        } catch (Refusal refusal) {
            return refusal.number();
        }
    }

    private static void repeat(CodeQueue queue, int times) {
        for (int i = 0; i < times; i++) queue.enter(new Phone(1_000_000L + i));
    }

    private CodeQueue queue(int perSecond, int perMinute) {
        var second = new Budget(perSecond, Duration.ofSeconds(1));
        return new CodeQueue(clock, new Pace(second, new Budget(perMinute, Duration.ofMinutes(1))));
    }
}
