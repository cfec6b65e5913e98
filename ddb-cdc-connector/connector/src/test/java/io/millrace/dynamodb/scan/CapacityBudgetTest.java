package io.millrace.dynamodb.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class CapacityBudgetTest {

    private final AtomicLong time = new AtomicLong(17);

    @Test
    void whatWasSpentIsWaitedOff() {
        CapacityBudget budget = new CapacityBudget(100, time::get);

        budget.spent(50);
        budget.spent(25);

        assertThat(budget.nanosToWait()).isEqualTo(750_000_000L);
        time.addAndGet(700_000_000L);
        assertThat(budget.nanosToWait()).isEqualTo(50_000_000L);
        time.addAndGet(10_000_000_000L);
        assertThat(budget.nanosToWait()).isZero();
        budget.spent(1);
        assertThat(budget.nanosToWait()).isEqualTo(10_000_000L);
    }

    @Test
    void zeroIsNoLimit() {
        CapacityBudget budget = new CapacityBudget(0, time::get);

        budget.spent(1e9);

        assertThat(budget.nanosToWait()).isZero();
    }
}
