package io.millrace.firehose.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** As many schedules as one likes, each time others. */
final class DeliverySoak {

    private static final long SCHEDULES = Long.getLong("millrace.simulation.schedules", 1_000_000);
    private static final long FIRST_SEED =
            Long.getLong("millrace.simulation.seed", Instant.now().getEpochSecond() << 24);

    @Test
    void eachRecordIsSeenOnceWhereverTwoThingsGoWrong() {
        DeliverySimulationTest.everyPath(1, 2, 1);
        DeliverySimulationTest.everyPath(2, 2, 1);
    }

    @Test
    void eachRecordIsSeenOnceWhereverTasksTakeMoreTurns() {
        DeliverySimulationTest.everyPath(2, 1, 3);
    }

    @Test
    @SuppressWarnings("SystemOut")
    void eachRecordIsSeenOnce() {
        long startedAt = System.nanoTime();
        long commits = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            Outcome outcome = RandomSchedule.run(seed, Set.of());
            assertThat(outcome.isSound()).as(outcome::report).isTrue();
            commits += outcome.commits();
        }
        System.out.printf(
                "%,d schedules from seed %d, %,d commits, none wrong; %.0f s%n",
                SCHEDULES, FIRST_SEED, commits, (System.nanoTime() - startedAt) / 1e9);
    }
}
