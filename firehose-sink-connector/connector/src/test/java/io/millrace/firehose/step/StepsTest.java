package io.millrace.firehose.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.Origin;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepsTest {

    @Test
    void withoutStepsARecordPasses() {
        assertThat(Outcome.of(new Steps(List.of()), "a").texts()).containsExactly("a");
    }

    @Test
    void theOrderIsTheServices() {
        Steps steps = new Steps(List.of(new JsonDeAggregation(), new KplDeAggregation()));

        Outcome outcome = Outcome.of(steps, KplAggregate.of(List.of("{}[]".getBytes(UTF_8), "1 2".getBytes(UTF_8))));

        assertThat(outcome.texts()).containsExactly("{}", "[]", "1", "2");
    }

    @Test
    void compressedLogsAreExpandedFirst() throws IOException {
        Steps steps = new Steps(List.of(new CloudWatchLogs(), new Decompression(10_000)));
        String data = "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":\"a\"},{\"message\":\"b\"}]}";

        assertThat(Outcome.of(steps, DecompressionTest.gzip(data.getBytes(UTF_8)))
                        .texts())
                .containsExactly("a", "b");
    }

    @Test
    void noTwoRecordsHaveOneId() {
        Steps steps = new Steps(List.of(new KplDeAggregation(), new JsonDeAggregation()));

        Outcome outcome = Outcome.of(
                steps,
                KplAggregate.of(List.of("{}{}".getBytes(UTF_8), "broken".getBytes(UTF_8), "{}{}{}".getBytes(UTF_8))));

        assertThat(outcome.numbers()).containsExactly(0, 1, 3, 4, 5);
        assertThat(outcome.failed)
                .singleElement()
                .matches(failed -> failed.origin().part() == 2);
        assertThat(Stream.concat(outcome.emitted.stream(), outcome.failed.stream())
                        .map(found -> found.origin())
                        .map(Origin::id))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void aFailureEndsOnlyTheWayOfItsRecord() {
        Steps steps = new Steps(List.of(new KplDeAggregation(), new JsonDeAggregation()));

        Outcome outcome = Outcome.of(steps, KplAggregate.of(List.of("{".getBytes(UTF_8), "{}".getBytes(UTF_8))));

        assertThat(outcome.texts()).containsExactly("{}");
        assertThat(outcome.failures).hasSize(1);
    }

    @Test
    void whatComesOfOneRecordIsBounded() throws IOException {
        Steps steps = new Steps(List.of(new KplDeAggregation(), new Decompression(32 << 20)));
        byte[] archive = DecompressionTest.gzip(new byte[30 << 20]);

        Outcome outcome = Outcome.of(
                steps, KplAggregate.of(List.of(archive, archive, archive, DecompressionTest.gzip(new byte[] {1}))));

        assertThat(outcome.numbers()).containsExactly(0, 1);
        assertThat(outcome.failed)
                .hasSize(2)
                .first()
                .satisfies(failed -> assertThat(failed.data()).isEqualTo(archive));
        assertThat(outcome.failures)
                .first()
                .extracting(Failure::message)
                .isEqualTo("More than 67108864 bytes come of the record that it came in.");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Steps(List.of(new JsonDeAggregation(), new DelimitedDeAggregation("Cg=="))))
                .hasMessageStartingWith("SubRecordType: ");
        assertThatThrownBy(() -> new Steps(List.of(new JsonDeAggregation(), new JsonDeAggregation())))
                .hasMessageStartingWith("Processors: ");
        assertThatThrownBy(() -> new Steps(List.of(AppendDelimiter.NEW_LINE)))
                .hasMessage("AppendDelimiter does not come before the transform");
    }
}
