package chappe.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.domain.account.Budget.Spending;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BudgetTest {
    private static final Instant NOW = Instant.parse("2026-03-14T09:00:00Z");
    private final Budget budget = new Budget(3, Duration.ofSeconds(30));

    @Test
    void holdsItsBurstAndThenNamesTheTrueWait() {
        long untilMs = 0;
        for (int i = 0; i < 3; i++) untilMs = taken(untilMs, NOW);

        Spending over = budget.spend(untilMs, NOW, 1);
        Spending later = budget.spend(untilMs, NOW.plusSeconds(over.waitSeconds()), 1);

        assertThat(over.isTaken()).isFalse();
        assertThat(over.waitSeconds()).isEqualTo(10);
        assertThat(over.untilMs()).isEqualTo(untilMs);
        assertThat(later.isTaken()).isTrue();
    }

    @Test
    void isWholeAgainAfterItsPeriod() {
        long untilMs = 0;
        for (int i = 0; i < 3; i++) untilMs = taken(untilMs, NOW);
        Instant later = NOW.plus(budget.period());

        for (int i = 0; i < 3; i++) untilMs = taken(untilMs, later);

        assertThat(budget.spend(untilMs, later, 1).isTaken()).isFalse();
    }

    private long taken(long untilMs, Instant now) {
        Spending spending = budget.spend(untilMs, now, 1);
        assertThat(spending.isTaken()).isTrue();
        return spending.untilMs();
    }
}
