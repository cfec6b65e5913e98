package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.LimitedFacade;
import io.millrace.conformance.RunningFacade;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class PutRecordIT extends OnFacade {

    PutRecordIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aRecordIsPutIntoTheShardOfItsKey() {
        try (FacadeStream stream = facade.stream(2)) {
            PutRecordResponse answer = stream.put("key", "text");

            Record read = stream.readToTip(answer.shardId()).get(0);
            assertThat(read.sequenceNumber()).isEqualTo(answer.sequenceNumber());
            assertThat(read.partitionKey()).isEqualTo("key");
            assertThat(read.data().asUtf8String()).isEqualTo("text");
            assertThat(answer.encryptionType()).isIn(EncryptionType.NONE, null);
        }
    }

    @Test
    void anArnDoesAsWellAsAName() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.putRecord(r -> r.streamARN(stream.arn()).partitionKey("k").data(SdkBytes.fromUtf8String("v")));

            assertThat(stream.textsToTip(shardId(0))).containsExactly("v");
        }
    }

    @Test
    void anExplicitHashKeyChoosesTheShard() {
        try (FacadeStream stream = facade.stream(2)) {
            String largest = BigInteger.TWO.pow(128).subtract(BigInteger.ONE).toString();

            PutRecordResponse answer = kinesis.putRecord(r -> r.streamName(stream.name())
                    .partitionKey("k")
                    .explicitHashKey(largest)
                    .data(SdkBytes.fromUtf8String("v")));

            assertThat(answer.shardId()).isEqualTo(shardId(1));
        }
    }

    @Test
    void aHashKeyBeyondTheRangeIsAnInvalidArgument() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.putRecord(r -> r.streamName(stream.name())
                            .partitionKey("k")
                            .explicitHashKey(BigInteger.TWO.pow(128).toString())
                            .data(SdkBytes.fromUtf8String("v"))));
        }
    }

    @Test
    void aSequenceNumberForOrderingThatIsNoneIsAnInvalidArgument() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.putRecord(r -> r.streamName(stream.name())
                            .partitionKey("k")
                            .sequenceNumberForOrdering("123")
                            .data(SdkBytes.fromUtf8String("v"))));
        }
    }

    @Test
    void whatBreaksTheModelIsAValidationError() {
        refused(
                        ValidationException.class,
                        () -> kinesis.putRecord(r -> r.streamName("any").partitionKey("")))
                .hasMessageContaining("2 validation errors detected")
                .hasMessageContaining("'data'")
                .hasMessageContaining("'partitionKey'");
    }

    @Test
    void aShardThatTakesMoreThanItMayIsThrottled(LimitedFacade limited) {
        FacadeStream stream = limited.stream(1);
        SdkBytes large = SdkBytes.fromByteArray(new byte[800 * 1024]);

        refused(ProvisionedThroughputExceededException.class, () -> {
                    for (int i = 0; i < 20; i++) {
                        limited.kinesis()
                                .putRecord(r -> r.streamName(stream.name())
                                        .partitionKey("k")
                                        .data(large));
                    }
                })
                .hasMessageContaining("Rate exceeded for shard " + shardId(0));
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.putRecord(
                                r -> r.streamName("nowhere").partitionKey("k").data(SdkBytes.fromUtf8String("v"))))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.putRecord(r -> r.partitionKey("k").data(SdkBytes.fromUtf8String("v"))))
                .hasMessageContaining("StreamName");
    }
}
