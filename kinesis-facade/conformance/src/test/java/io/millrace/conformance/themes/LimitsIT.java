package io.millrace.conformance.themes;

import static io.millrace.conformance.client.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.LimitedFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import io.millrace.conformance.client.ServiceError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What a client that does not try again raises when it goes beyond the service's limits. Another has used them up before it. */
@EveryClient
class LimitsIT {

    private static final String SHARD = "shardId-000000000000";
    private static final byte[] LARGE = new byte[600 * 1024];
    private static final int ATTEMPTS = 5;

    private final KinesisClientPort client;
    private final LimitedFacade facade;
    private final KinesisClient other;

    LimitsIT(Client kind, LimitedFacade facade) {
        this.client = facade.client(kind);
        this.facade = facade;
        this.other = facade.kinesis();
    }

    @Test
    void aRecordForAShardThatIsFull() {
        FacadeStream stream = facade.stream(1);

        ServiceError error = refused(
                () -> fill(stream),
                "PutRecord",
                request("StreamName", stream.name(), "PartitionKey", "k", "Data", LARGE));

        assertThat(error.raisedAs()).isEqualTo("ProvisionedThroughputExceededException");
        assertThat(error)
                .hasMessage("Rate exceeded for shard %s in stream %s under account 000000000000."
                        .formatted(SHARD, stream.name()));
    }

    @Test
    void theRecordsOfABatchThatAShardHasNoRoomFor() {
        FacadeStream stream = facade.stream(1);
        ObjectNode record = request("PartitionKey", "k", "Data", LARGE);

        JsonNode answer =
                client.call("PutRecords", request("StreamName", stream.name(), "Records", List.of(record, record)));

        JsonNode written = answer.at("/Records/0");
        JsonNode failed = answer.at("/Records/1");
        assertThat(answer.get("FailedRecordCount").asInt()).isEqualTo(1);
        assertThat(written.get("ShardId").asText()).isEqualTo(SHARD);
        assertThat(failed.get("ErrorCode").asText()).isEqualTo("ProvisionedThroughputExceededException");
        assertThat(failed.get("ErrorMessage").asText()).startsWith("Rate exceeded for shard " + SHARD);
        assertThat(failed.path("SequenceNumber").asText("")).isEmpty();
    }

    @Test
    void aReadOfAShardThatWasReadTooOften() {
        FacadeStream stream = facade.stream(1);
        String iterator = stream.iterator(SHARD, ShardIteratorType.TRIM_HORIZON);

        ServiceError error = refused(
                () -> other.getRecords(r -> r.shardIterator(iterator)),
                "GetRecords",
                request("ShardIterator", iterator));

        assertThat(error.raisedAs()).isEqualTo("ProvisionedThroughputExceededException");
        assertThat(error).hasMessageStartingWith("Rate exceeded for shard " + SHARD);
    }

    @Test
    void aCallThatIsMadeTooOften() {
        ServiceError error = refused(other::describeLimits, "DescribeLimits", request());

        assertThat(error.raisedAs()).isEqualTo("LimitExceededException");
        assertThat(error).hasMessage("Rate exceeded for account 000000000000.");
    }

    private void fill(FacadeStream stream) {
        other.putRecord(r -> r.streamName(stream.name()).partitionKey("k").data(SdkBytes.fromByteArrayUnsafe(LARGE)));
    }

    /** The client's error, once the other has used up what there is. A test beside this one may have given a fresh allowance. */
    private ServiceError refused(Runnable use, String operation, ObjectNode request) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            useUp(use);
            Optional<ServiceError> error = call(operation, request);
            if (error.isPresent()) {
                return error.get();
            }
        }
        throw new AssertionError(operation + " is not limited");
    }

    private Optional<ServiceError> call(String operation, ObjectNode request) {
        try {
            client.call(operation, request);
            return Optional.empty();
        } catch (ServiceError error) {
            return Optional.of(error);
        }
    }

    private static void useUp(Runnable use) {
        for (int i = 0; i < 100; i++) {
            try {
                use.run();
            } catch (LimitExceededException | ProvisionedThroughputExceededException e) {
                return;
            }
        }
        throw new AssertionError("there is no limit");
    }
}
