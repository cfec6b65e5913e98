package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.SequenceNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeqTest {

    private static final long CREATED = 1_750_000_000;

    @Test
    void aRecordsNumberTellsItsShardItsOffsetAndItsTimes() {
        CommandRun run = CommandRun.of(
                "seq",
                SequenceNumber.ofRecord(CREATED, 41, 1_750_000_042_999L, 7).toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToNormalizingNewlines("""
                        shard          shardId-000000000007
                        offset         41
                        record time    2025-06-15T15:07:22Z
                        shard created  2025-06-15T15:06:40Z
                        """);
    }

    @Test
    void theEndsOfAShardAreNamedAsSuch() {
        CommandRun start =
                CommandRun.of("seq", SequenceNumber.starting(CREATED, 7).toString());
        CommandRun end = CommandRun.of(
                "seq", SequenceNumber.ending(CREATED, CREATED + 60, 7).toString());

        assertThat(start.out()).contains("StartingSequenceNumber");
        assertThat(end.out()).contains("EndingSequenceNumber", "closed         2025-06-15T15:07:40Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "LATEST", "49543463076548007577105092703039560359975228518395012686"})
    void whatIsNoNumberOfOursIsExplained(String text) {
        CommandRun run = CommandRun.of("seq", text);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(text, "56 digits").hasLineCount(1);
    }
}
