package io.millrace.server.reshard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Some thousands of schedules; {@code make soak} runs millions. One that fails is run again, with a trace, by {@code
 * -Dmillrace.simulation.seed=...}.
 */
final class ReshardSimulationTest {

    private static final int SCHEDULES = 4_000;

    @Test
    void whatIsAcknowledgedIsReadInOrderAndEveryReshardEnds() {
        Long only = Long.getLong("millrace.simulation.seed");
        List<Outcome> outcomes = new ArrayList<>();
        (only == null ? LongStream.rangeClosed(1, SCHEDULES) : LongStream.of(only))
                .forEach(seed -> outcomes.add(Schedule.run(seed, Rules.ALL)));

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.isSound())
                        .as(() -> Schedule.trace(outcome.seed(), Rules.ALL).report())
                        .isTrue());
        if (only == null) {
            assertThat(outcomes.stream().mapToLong(Outcome::acknowledged).sum()).isGreaterThan(100L * SCHEDULES);
            assertThat(outcomes.stream().mapToLong(Outcome::closings).sum()).isGreaterThan(5L * SCHEDULES);
        }
    }

    @Test
    void aSeedTellsAllThatHappens() {
        for (long seed = 1; seed <= 20; seed++) {
            Outcome first = Schedule.trace(seed, Rules.ALL);
            assertThat(Schedule.trace(seed, Rules.ALL)).isEqualTo(first);
            assertThat(Schedule.run(seed, Rules.ALL).events()).isEqualTo(first.events());
        }
    }
}
