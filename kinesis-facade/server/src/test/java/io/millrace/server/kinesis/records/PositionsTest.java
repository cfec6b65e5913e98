package io.millrace.server.kinesis.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kafka.PartitionOffsets;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.records.Positions.Type;
import io.millrace.server.kinesis.shape.SequenceNumberText;
import io.millrace.server.operation.AwsError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PositionsTest {

    private static final long HIGH_WATERMARK = 1000;
    private static final long OFFSET_AT = 60;

    /** Records of an older shard lie before offset 50 of its partition. */
    private static final Shard OPEN = Shard.first(
            new ShardId(0), 3, Streams.firstShards(1, Streams.NOW).get(0).range(), 50, Streams.NOW);

    private static final Shard CLOSED = OPEN.closed(500, Streams.NOW);

    private final StreamImage stream =
            TestCatalog.of(Streams.facts(Streams.active("orders"), List.of(OPEN))).image().stream(
                            new StreamName("orders"))
                    .orElseThrow();
    private final Positions positions = new Positions(new Offsets(OFFSET_AT), Streams.ARNS, Streams.CLOCK);

    @Test
    void theTrimHorizonIsTheShardsFirstOffset() {
        assertThat(at(OPEN, Type.TRIM_HORIZON)).isEqualTo(50);
    }

    @Test
    void latestIsTheHighWatermarkOfAnOpenShardAndTheEndOfAClosedOne() {
        assertThat(at(OPEN, Type.LATEST)).isEqualTo(HIGH_WATERMARK);
        assertThat(at(CLOSED, Type.LATEST)).isEqualTo(500);
    }

    @Test
    void aTimestampIsBoundToAnOffsetOfTheShard() {
        assertThat(at(OPEN, Streams.NOW)).isEqualTo(OFFSET_AT);
        Positions before = new Positions(new Offsets(7), Streams.ARNS, Streams.CLOCK);
        assertThat(resolve(before, OPEN, Type.AT_TIMESTAMP, Optional.empty(), Optional.of(Instant.EPOCH)))
                .isEqualTo(50);
    }

    @Test
    void aRecordsNumberIsItsOffset() {
        String number = OPEN.sequenceNumberOf(77, Streams.NOW.toEpochMilli()).toString();

        assertThat(at(OPEN, Type.AT_SEQUENCE_NUMBER, number)).isEqualTo(77);
        assertThat(at(OPEN, Type.AFTER_SEQUENCE_NUMBER, number)).isEqualTo(78);
    }

    @Test
    void theStartingNumberStandsBeforeTheFirstRecord() {
        String number = OPEN.startingSequenceNumber().toString();

        assertThat(at(OPEN, Type.AFTER_SEQUENCE_NUMBER, number)).isEqualTo(50);
        assertThat(at(OPEN, Type.AT_SEQUENCE_NUMBER, number)).isBetween(49L, 50L);
    }

    @Test
    void numbersThatNoRecordHasAreLegal() {
        String gap = OPEN.sequenceNumberOf(5_000_000, 0).toString();

        assertThat(at(OPEN, Type.AFTER_SEQUENCE_NUMBER, gap)).isEqualTo(5_000_001);
    }

    @Test
    void theEndingNumberIsTheMaximum() {
        String number = CLOSED.endingSequenceNumber().orElseThrow().toString();

        assertThat(refusal(CLOSED, Type.AFTER_SEQUENCE_NUMBER, number))
                .isEqualTo(
                        AwsError.invalidArgument("Invalid SequenceNumber for ShardIteratorType AFTER_SEQUENCE_NUMBER,"
                                + " SequenceNumber has reached max possible value for the shard."));
    }

    @Test
    void aNumberOfAnotherShardIsRefused() {
        String number = SequenceNumber.starting(OPEN.creationSecond(), 4).toString();

        assertThat(refusal(OPEN, Type.AT_SEQUENCE_NUMBER, number))
                .isEqualTo(AwsError.invalidArgument("Invalid StartingSequenceNumber. It encodes shardId-000000000004,"
                        + " while it was used in a call to a shard with shardId-000000000000"));
    }

    @Test
    void aNumberOfADeletedStreamOfTheNameIsRefused() {
        String number = SequenceNumber.starting(OPEN.creationSecond() - 1, 0).toString();

        assertThat(refusal(OPEN, Type.AT_SEQUENCE_NUMBER, number))
                .isEqualTo(AwsError.invalidArgument("StartingSequenceNumber " + number + " used in GetShardIterator on"
                        + " shard shardId-000000000000 in stream orders under account 123456789012 is invalid because it"
                        + " did not come from this stream."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "49592949124142737608129152630877400786080442094840709129"})
    void whatIsNoNumberOfOursIsRefused(String number) {
        assertThat(refusal(OPEN, Type.AT_SEQUENCE_NUMBER, number).message())
                .startsWith("StartingSequenceNumber " + number + " used in GetShardIterator on shard")
                .endsWith("under account 123456789012 is invalid.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Type.class,
            names = {"AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"})
    void someTypesNeedANumber(Type type) {
        assertThat(Calls.refusal(() -> at(OPEN, type)))
                .isEqualTo(AwsError.invalidArgument("Must either specify (1) AT_SEQUENCE_NUMBER or"
                        + " AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no"
                        + " StartingSequenceNumber. Request specified " + type + " and no StartingSequenceNumber."));
    }

    @ParameterizedTest
    @EnumSource(
            value = Type.class,
            names = {"TRIM_HORIZON", "LATEST"})
    void someTypesMustHaveNone(Type type) {
        assertThat(refusal(OPEN, type, OPEN.startingSequenceNumber().toString()).message())
                .endsWith("Request specified " + type + " and also a StartingSequenceNumber.");
    }

    @Test
    void aTimestampIsNeededAndMustHavePassed() {
        assertThat(Calls.refusal(() -> at(OPEN, Type.AT_TIMESTAMP)).message())
                .isEqualTo("Must specify timestamp parameter for iterator of type AT_TIMESTAMP.");
        assertThat(Calls.refusal(() -> at(OPEN, Streams.NOW.plusMillis(1))).message())
                .startsWith("The timestampInMillis parameter cannot be greater than the currentTimestampInMillis.");
    }

    private record Offsets(long offsetAt) implements PartitionOffsets {

        @Override
        public CompletionStage<Long> highWatermark(StreamName stream, int partition) {
            assertThat(partition).isEqualTo(3);
            return CompletableFuture.completedFuture(HIGH_WATERMARK);
        }

        @Override
        public CompletionStage<Long> firstOffsetAt(StreamName stream, int partition, Instant time) {
            assertThat(partition).isEqualTo(3);
            return CompletableFuture.completedFuture(offsetAt);
        }
    }

    private long at(Shard shard, Type type) {
        return resolve(positions, shard, type, Optional.empty(), Optional.empty());
    }

    private long at(Shard shard, Type type, String number) {
        return resolve(positions, shard, type, Optional.of(number), Optional.empty());
    }

    private long at(Shard shard, Instant time) {
        return resolve(positions, shard, Type.AT_TIMESTAMP, Optional.empty(), Optional.of(time));
    }

    private AwsError refusal(Shard shard, Type type, String number) {
        return Calls.refusal(() -> at(shard, type, number));
    }

    private long resolve(Positions positions, Shard shard, Type type, Optional<String> number, Optional<Instant> time) {
        return positions
                .resolve(stream, shard, type, number.map(SequenceNumberText::new), time)
                .toCompletableFuture()
                .join();
    }
}
