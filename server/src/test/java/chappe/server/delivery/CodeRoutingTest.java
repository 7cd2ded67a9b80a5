package chappe.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chappe.domain.account.CodeProvider;
import chappe.domain.account.DeliveryFault;
import chappe.domain.account.Phone;
import chappe.testkit.FakeClock;
import chappe.testkit.Seed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CodeRoutingTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Gateway north = new Gateway();
    private final Gateway south = new Gateway();
    private final CodeRouting routing = new CodeRouting(providers(), clock, Seed.random("CodeRoutingTest"), meters);
    private long nextPhone = 1_000_000;

    @Test
    void twoHealthyProvidersShareTheCodes() {
        send(1_000);

        assertThat(north.taken).hasSizeBetween(400, 600);
        assertThat(north.taken.size() + south.taken.size()).isEqualTo(1_000);
    }

    @Test
    void whatOneDoesNotTakeTheNextTakesInTheSameCall() {
        north.failure = new DeliveryFault("down", false);

        send(200);

        assertThat(south.taken).hasSize(200);
        assertThat(north.taken).isEmpty();
    }

    @Test
    void theNextIsGivenTheSameCode() {
        north.failure = new DeliveryFault("no answer", true);

        for (int i = 0; i < 20; i++) routing.deliver(new Phone(++nextPhone), "code " + i);

        assertThat(north.asked).isNotEmpty();
        assertThat(south.taken).containsAll(north.asked).doesNotHaveDuplicates();
    }

    @Test
    void oneThatKeepsFailingIsLeftAloneAndThenTriedWithASingleCode() {
        north.failure = new DeliveryFault("down", false);
        send(200);
        int asked = north.asked.size();

        send(100);
        assertThat(north.asked).hasSize(asked);
        assertThat(health("north")).isZero();
        clock.advance(Duration.ofSeconds(31));
        send(300);

        assertThat(north.asked).hasSize(asked + 1);
    }

    @Test
    void oneThatRecoversGetsItsShareBack() {
        north.failure = new DeliveryFault("down", false);
        send(200);
        north.failure = null;

        clock.advance(Duration.ofSeconds(31));
        send(2_000);

        assertThat(north.taken).hasSizeBetween(500, 1_100);
        assertThat(health("north")).isGreaterThan(0.99);
    }

    @Test
    void aSlowProviderGetsFewerCodes() {
        north.latency = Duration.ofSeconds(2);

        send(1_000);

        assertThat(north.taken).hasSizeBetween(50, 350);
    }

    @Test
    void oneThatTakesVeryLongIsLeftAloneToo() {
        north.latency = Duration.ofSeconds(8);

        send(200);

        assertThat(north.taken).hasSizeLessThan(30);
        assertThat(south.taken).hasSizeGreaterThan(170);
    }

    @Test
    void theNextCodeOfAPhoneGoesByAnotherProvider() {
        for (int i = 0; i < 100; i++) {
            Phone phone = new Phone(++nextPhone);
            routing.deliver(phone, "1");
            routing.deliver(phone, "2");
        }

        assertThat(north.taken).hasSize(100);
        assertThat(south.taken).hasSize(100);
    }

    @Test
    void codesThatOwnersMissCountAgainstTheirProvider() {
        for (int i = 0; i < 1_000; i++) {
            Phone phone = new Phone(++nextPhone);
            int before = north.taken.size();
            routing.deliver(phone, "1");
            if (north.taken.size() > before) routing.reportMissing(phone);
        }

        assertThat(north.taken).hasSizeLessThan(250);
        assertThat(north.taken).hasSizeGreaterThan(10);
    }

    @Test
    void whenNobodyTakesACodeThatIsSaid() {
        north.failure = new DeliveryFault("down", false);
        south.failure = new DeliveryFault("down", false);

        DeliveryFault surely = catchThrowableOfType(DeliveryFault.class, () -> routing.deliver(new Phone(1), "12345"));
        south.failure = new DeliveryFault("no answer", true);
        DeliveryFault perhaps = catchThrowableOfType(DeliveryFault.class, () -> routing.deliver(new Phone(1), "12345"));

        assertThat(surely.mayArrive()).isFalse();
        assertThat(perhaps.mayArrive()).isTrue();
        assertThat(surely).hasMessageNotContaining("12345");
    }

    @Test
    void whoWaitsTooLongIsNotKeptWaitingForTheRest() {
        north.failure = new DeliveryFault("no answer", true);
        south.failure = new DeliveryFault("no answer", true);
        north.latency = Duration.ofSeconds(25);
        south.latency = Duration.ofSeconds(25);

        assertThatThrownBy(() -> routing.deliver(new Phone(1), "12345")).isInstanceOf(DeliveryFault.class);

        assertThat(north.asked.size() + south.asked.size()).isEqualTo(1);
    }

    @Test
    void aBugDoesNotUseUpTheOneProbe() {
        north.failure = new DeliveryFault("down", false);
        send(200);
        clock.advance(Duration.ofSeconds(31));
        south.failure = new DeliveryFault("down", false);
        north.bug = new IllegalStateException("bug");

        assertThatThrownBy(() -> send(1)).hasMessage("bug");
        north.bug = null;
        north.failure = null;
        send(1);

        assertThat(north.taken).hasSize(1);
    }

    @Test
    void eachProviderIsMeasured() {
        north.failure = new DeliveryFault("down", false);
        send(50);

        assertThat(counted("south", "taken")).isEqualTo(50);
        assertThat(counted("north", "refused")).isEqualTo(north.asked.size());
        assertThat(counted("north", "resting")).isPositive();
        assertThat(meters.get("chappe.codes.delivery")
                        .tag("provider", "south")
                        .timer()
                        .count())
                .isEqualTo(50);
    }

    private double counted(String provider, String outcome) {
        return meters.get("chappe.codes")
                .tags("provider", provider, "outcome", outcome)
                .counter()
                .count();
    }

    private double health(String provider) {
        return meters.get("chappe.codes.health")
                .tag("provider", provider)
                .gauge()
                .value();
    }

    private void send(int codes) {
        for (int i = 0; i < codes; i++) routing.deliver(new Phone(++nextPhone), "12345");
    }

    private Map<String, CodeProvider> providers() {
        Map<String, CodeProvider> providers = new LinkedHashMap<>();
        providers.put("north", north);
        providers.put("south", south);
        return providers;
    }

    /// A gateway that a test makes fail or slow. Confined to the test's thread.
    private final class Gateway implements CodeProvider {
        private final List<String> asked = new ArrayList<>();
        private final List<String> taken = new ArrayList<>();
        private @Nullable DeliveryFault failure;
        private @Nullable RuntimeException bug;
        private Duration latency = Duration.ZERO;

        @Override
        public void deliver(Phone phone, String code) {
            asked.add(code);
            clock.advance(latency);
            if (bug != null) throw bug;
            if (failure != null) throw failure;
            taken.add(code);
        }
    }
}
