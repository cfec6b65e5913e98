package io.millrace.firehose.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each record is seen once, whatever tasks, answers and requests do. */
final class DeliverySimulationTest {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverySimulationTest.class);
    private static final int SCHEDULES = 20_000;

    @Test
    void eachRecordIsSeenOnceInAnyScheduleOfTheDice() {
        long commits = 0;
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            Outcome outcome = RandomSchedule.run(seed, Set.of());
            assertThat(outcome.isSound()).as(outcome::report).isTrue();
            commits += outcome.commits();
        }
        LOG.info("{} schedules, {} commits", SCHEDULES, commits);
    }

    @Test
    void eachRecordIsSeenOnceWhereverOneThingGoesWrongAndTasksTakeTurns() {
        everyPath(2, 1, 2);
    }

    static void everyPath(int records, int faults, int changes) {
        Path path = new Path();
        long paths = 0;
        do {
            Outcome outcome = ExhaustiveSchedule.run(path, records, faults, changes, Set.of());
            assertThat(outcome.isSound()).as(outcome::report).isTrue();
            paths++;
        } while (path.next());
        LOG.info("{} paths: {} records, {} faults, {} changes", paths, records, faults, changes);
    }
}
