package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.ReshardStep;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryTableTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");

    @Test
    void everyStepIsALineThatSaysWhenWhyAndWhat() {
        assertThat(printed(List.of(
                        ReshardStep.called(NOW, new ReshardGoal.ShardCount(4), 2),
                        ReshardStep.warming(NOW, splits(2), 4),
                        ReshardStep.measured(NOW, splits(12), 12, new ShardRate(912, 804_123)),
                        ReshardStep.measured(
                                NOW.plusSeconds(3600),
                                new ReshardGoal.Merges(List.of(
                                        new ReshardGoal.Merge(new ShardId(1), new ShardId(2)),
                                        new ReshardGoal.Merge(new ShardId(4), new ShardId(3)))),
                                24,
                                ShardRate.ZERO),
                        new ReshardStep(
                                NOW,
                                ReshardStep.Kind.SPLIT,
                                List.of(new ShardId(7)),
                                22,
                                23,
                                ReshardStep.Cause.CALL,
                                Optional.empty(),
                                true))))
                .isEqualToNormalizingNewlines("""
                        TIME                  CAUSE            OPEN        RECORDS/S      BYTES/S  SHARDS
                        2026-11-21T12:00:00Z  a call           2 > 4               -            -  all to even ones
                        2026-11-21T12:00:00Z  warm throughput  4 > 6               -            -  split 0, 1
                        2026-11-21T12:00:00Z  measured         12 > 24           912       804123  split 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more
                        2026-11-21T13:00:00Z  measured         24 > 22             0            0  merge 1+2, 4+3
                        2026-11-21T12:00:00Z  a call           22 > 23             -            -  split 7 (failed and undone)
                        """);
    }

    @Test
    void aStreamThatWasNeverReshardedSaysSo() {
        assertThat(printed(List.of())).isEqualToNormalizingNewlines("It was not resharded yet.\n");
    }

    private static ReshardGoal splits(int count) {
        return new ReshardGoal.Splits(LongStream.range(0, count)
                .mapToObj(i -> new ReshardGoal.Split(new ShardId(i), HashKey.MAX))
                .toList());
    }

    private static String printed(List<ReshardStep> steps) {
        StringWriter out = new StringWriter();
        new HistoryTable(steps).print(new PrintWriter(out, true));
        return out.toString();
    }
}
