package io.millrace.conformance.errors;

import static io.millrace.conformance.FacadeStream.shardId;
import static io.millrace.conformance.Refusals.refused;
import static io.millrace.conformance.Refusals.refusedEntries;

import io.millrace.conformance.RunningFacade;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.InternalFailureException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Kafka has lost the topic of a stream: nobody is told that a record was written, or that there is none. */
class UnreachableTopicIT extends OwnFacade {

    private static final SdkBytes DATA = SdkBytes.fromUtf8String("v");

    UnreachableTopicIT(RunningFacade shared) {
        super(shared.another(Map.of()));
        StreamWithoutTopic.write(facade, StreamMode.PROVISIONED, StreamStatus.ACTIVE);
    }

    @Test
    void aRecordThatCannotBeWrittenIsAnInternalFailure() {
        refused(
                "PutRecord",
                InternalFailureException.class,
                () -> kinesis.putRecord(r ->
                        r.streamName(StreamWithoutTopic.NAME).partitionKey("k").data(DATA)));
    }

    @Test
    void eachRecordOfABatchThatCannotBeWrittenIsOne() {
        PutRecordsRequestEntry entry =
                PutRecordsRequestEntry.builder().partitionKey("k").data(DATA).build();

        refusedEntries(
                        InternalFailureException.class,
                        kinesis.putRecords(
                                r -> r.streamName(StreamWithoutTopic.NAME).records(entry, entry)))
                .hasSize(2);
    }

    @Test
    void aPlaceThatKafkaDoesNotTellIsAnInternalFailure() {
        refused("GetShardIterator", InternalFailureException.class, () -> iterator(ShardIteratorType.LATEST));
    }

    @Test
    void aShardThatCannotBeReadIsAnInternalFailure() {
        String iterator = iterator(ShardIteratorType.TRIM_HORIZON);

        refused("GetRecords", InternalFailureException.class, () -> kinesis.getRecords(r -> r.shardIterator(iterator)));
    }

    private String iterator(ShardIteratorType type) {
        return kinesis.getShardIterator(r -> r.streamName(StreamWithoutTopic.NAME)
                        .shardId(shardId(0))
                        .shardIteratorType(type))
                .shardIterator();
    }
}
