package io.millrace.mapping.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class HistoryFactTest {

    /** What Kafka takes as one record, by default. */
    private static final int LARGEST_RECORD = 1024 * 1024;

    @Test
    void theNewestHundredStepsAreKept() {
        HistoryFact history = HistoryFact.empty(FactSamples.orders());
        for (int i = 1; i <= 250; i++) {
            history = history.plus(ReshardStep.called(FactSamples.NOW, new ReshardGoal.ShardCount(i), i - 1));
        }

        assertThat(history.steps()).hasSize(HistoryFact.MOST_STEPS);
        assertThat(history.steps().get(0).openAfter()).isEqualTo(151);
        assertThat(history.last().orElseThrow().openAfter()).isEqualTo(250);
    }

    @Test
    void stepsOfManyShardsPushOlderOnesOutSooner() {
        HistoryFact history = HistoryFact.empty(FactSamples.orders());
        for (int i = 0; i < 50; i++) {
            history = history.plus(splitOf(500));
        }

        assertThat(history.steps()).hasSize(4);
        assertThat(new FactCodec().encode(history)).hasSizeLessThan(LARGEST_RECORD / 8);
    }

    @Test
    void aStepIsKeptHoweverLargeItIs() {
        HistoryFact history = HistoryFact.empty(FactSamples.orders()).plus(splitOf(10_000));

        assertThat(history.steps()).hasSize(1);
        assertThat(new FactCodec().encode(history)).hasSizeLessThan(LARGEST_RECORD / 2);
    }

    private static ReshardStep splitOf(int shards) {
        ReshardGoal goal = new ReshardGoal.Splits(LongStream.range(0, shards)
                .mapToObj(i -> new ReshardGoal.Split(new ShardId(i), HashKey.MAX))
                .toList());
        return ReshardStep.measured(FactSamples.NOW, goal, shards, new ShardRate(1000, 1 << 20));
    }
}
