package io.millrace.dynamodb.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.client.TableFacts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What DynamoDB is told is what batches go by. */
final class ConditionsTest {

    private static final Target TARGET = new Target(
            new TableFacts("copy", Map.of("id", ScalarAttributeType.S), Optional.empty(), false), Optional.empty());

    @Property(tries = 1000)
    void aConditionIsMetByWhatItsPositionIsAfter(
            @ForAll @IntRange(max = 2) int stream,
            @ForAll @IntRange(max = 3) int sequence,
            @ForAll @IntRange(max = 3) int minutes,
            @ForAll @IntRange(max = 2) int otherStream,
            @ForAll @IntRange(max = 3) int otherSequence,
            @ForAll @IntRange(max = 3) int otherMinutes) {
        Position incoming = position(stream, sequence, minutes);
        Position stored = position(otherStream, otherSequence, otherMinutes);
        Write write = new Write(
                SourceTable.record(0, null),
                TARGET,
                Map.of("id", AttributeValue.fromS("a")),
                Optional.of(Map.of()),
                new Mark("t.orders", "t.orders", incoming, false),
                Optional.empty(),
                Optional.empty(),
                Write.Kind.PUT);
        Map<String, AttributeValue> item = Map.of(Rig.MARK, new Mark("t.orders", "t.orders", stored, false).value());

        boolean met = Expressions.isMet(new Conditions(Rig.MARK, Optional.empty()).ofPut(write), item);

        assertThat(met).isEqualTo(incoming.isAfter(stored));
        assertThat(incoming.isAfter(incoming)).isFalse();
        assertThat(Mark.in(item, Rig.MARK).orElseThrow().position()).isEqualTo(stored);
    }

    /** No sequence number: scanned. No stream: the table has none. */
    private static Position position(int stream, int sequence, int minutes) {
        return Position.of(
                stream == 0
                        ? Optional.empty()
                        : Optional.of("arn:aws:dynamodb:x:0:table/t/stream/2026-01-0" + stream + "T00:00:00.000"),
                sequence == 0 || stream == 0
                        ? Optional.empty()
                        : Optional.of("9".repeat(sequence == 3 ? 22 : 20) + sequence),
                Instant.parse("2026-01-01T10:00:00Z").plusSeconds(600L * minutes));
    }
}
