package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.LimitedFacade;
import io.millrace.conformance.RunningFacade;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class GetShardIteratorIT extends OnFacade {

    GetShardIteratorIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void eachTypeHasItsPosition() {
        try (FacadeStream stream = facade.stream(1)) {
            PutRecordResponse first = stream.put("k", "first");
            stream.put("k", "second");
            Instant arrival = stream.readToTip(shardId(0)).get(0).approximateArrivalTimestamp();

            assertThat(from(stream, ShardIteratorType.TRIM_HORIZON, null, null)).containsExactly("first", "second");
            assertThat(from(stream, ShardIteratorType.LATEST, null, null)).isEmpty();
            assertThat(from(stream, ShardIteratorType.AT_SEQUENCE_NUMBER, first.sequenceNumber(), null))
                    .containsExactly("first", "second");
            assertThat(from(stream, ShardIteratorType.AFTER_SEQUENCE_NUMBER, first.sequenceNumber(), null))
                    .containsExactly("second");
            assertThat(from(stream, ShardIteratorType.AT_TIMESTAMP, null, arrival))
                    .contains("first", "second");
            assertThat(from(stream, ShardIteratorType.AT_TIMESTAMP, null, Instant.EPOCH))
                    .containsExactly("first", "second");
        }
    }

    @Test
    void theShardsStartingNumberIsAPositionThoughNoRecordHasIt() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.put("k", "first");
            String start = stream.shards().get(0).sequenceNumberRange().startingSequenceNumber();

            assertThat(from(stream, ShardIteratorType.AT_SEQUENCE_NUMBER, start, null))
                    .containsExactly("first");
            assertThat(from(stream, ShardIteratorType.AFTER_SEQUENCE_NUMBER, start, null))
                    .containsExactly("first");
        }
    }

    @Test
    void aClosedShardsEndingNumberIsNoPosition() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.split(shardId(0), "1000");
            String end = stream.shards().get(0).sequenceNumberRange().endingSequenceNumber();

            refused(
                            InvalidArgumentException.class,
                            () -> from(stream, ShardIteratorType.AFTER_SEQUENCE_NUMBER, end, null))
                    .hasMessageContaining("SequenceNumber has reached max possible value for the shard");
        }
    }

    @Test
    void aTypeNeedsItsMember() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> from(stream, ShardIteratorType.AT_SEQUENCE_NUMBER, null, null));
            refused(InvalidArgumentException.class, () -> from(stream, ShardIteratorType.AT_TIMESTAMP, null, null));
            refused(
                    InvalidArgumentException.class,
                    () -> from(
                            stream,
                            ShardIteratorType.AT_TIMESTAMP,
                            null,
                            Instant.now().plusSeconds(3600)));
        }
    }

    @Test
    void aNumberOfAnotherStreamIsAnInvalidArgument() {
        try (FacadeStream stream = facade.stream(1)) {
            try (FacadeStream other = facade.stream(2)) {
                other.put("k", "v");
                String foreign = other.shards().get(1).sequenceNumberRange().startingSequenceNumber();

                refused(
                        InvalidArgumentException.class,
                        () -> from(stream, ShardIteratorType.AT_SEQUENCE_NUMBER, foreign, null));
            }
        }
    }

    @Test
    void aShardThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(ResourceNotFoundException.class, () -> stream.iterator(shardId(7), ShardIteratorType.LATEST))
                    .hasMessageContaining(shardId(7));
        }
    }

    @Test
    void aTypeThatIsNoneIsAValidationError() {
        refused(
                        ValidationException.class,
                        () -> kinesis.getShardIterator(
                                r -> r.streamName("any").shardId(shardId(0)).shardIteratorType("EARLIEST")))
                .hasMessageContaining("'shardIteratorType'");
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.getShardIterator(r -> r.streamName("nowhere")
                                .shardId(shardId(0))
                                .shardIteratorType(ShardIteratorType.LATEST)))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void aShardOfWhichTooManyAreAskedForIsThrottled(LimitedFacade limited) {
        FacadeStream stream = limited.stream(1);

        refused(ProvisionedThroughputExceededException.class, () -> {
                    for (int i = 0; i < 50; i++) {
                        stream.iterator(shardId(0), ShardIteratorType.LATEST);
                    }
                })
                .hasMessageContaining("Rate exceeded for shard " + shardId(0));
    }

    private List<String> from(
            FacadeStream stream, ShardIteratorType type, @Nullable String number, @Nullable Instant time) {
        String iterator = kinesis.getShardIterator(r -> r.streamName(stream.name())
                        .shardId(shardId(0))
                        .shardIteratorType(type)
                        .startingSequenceNumber(number)
                        .timestamp(time))
                .shardIterator();
        return kinesis.getRecords(r -> r.shardIterator(iterator)).records().stream()
                .map(record -> record.data().asUtf8String())
                .toList();
    }
}
