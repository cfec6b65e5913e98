package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class DescribeStreamIT extends OnFacade {

    DescribeStreamIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aStreamIsDescribedWithItsShards() {
        try (FacadeStream stream = facade.stream(2)) {
            StreamDescription description =
                    kinesis.describeStream(r -> r.streamName(stream.name())).streamDescription();

            assertThat(description.streamName()).isEqualTo(stream.name());
            assertThat(description.streamARN()).isEqualTo(stream.arn());
            assertThat(description.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
            assertThat(description.encryptionType()).isEqualTo(EncryptionType.NONE);
            assertThat(description.streamCreationTimestamp()).isBeforeOrEqualTo(Instant.now());
            assertThat(description.shards()).extracting(Shard::shardId).containsExactly(shardId(0), shardId(1));
            assertThat(description.hasMoreShards()).isFalse();
            assertThat(kinesis.describeStream(r -> r.streamARN(stream.arn())).streamDescription())
                    .isEqualTo(description);
        }
    }

    @Test
    void shardsAreGivenInPages() {
        try (FacadeStream stream = facade.stream(3)) {
            StreamDescription first = kinesis.describeStream(
                            r -> r.streamName(stream.name()).limit(2))
                    .streamDescription();
            StreamDescription second = kinesis.describeStream(
                            r -> r.streamName(stream.name()).limit(2).exclusiveStartShardId(shardId(1)))
                    .streamDescription();

            assertThat(first.shards()).extracting(Shard::shardId).containsExactly(shardId(0), shardId(1));
            assertThat(first.hasMoreShards()).isTrue();
            assertThat(second.shards()).extracting(Shard::shardId).containsExactly(shardId(2));
            assertThat(second.hasMoreShards()).isFalse();
        }
    }

    @Test
    void theLimitHasBounds() {
        refused(
                        ValidationException.class,
                        () -> kinesis.describeStream(r -> r.streamName("any").limit(0)))
                .hasMessageContaining("'limit'");
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(ResourceNotFoundException.class, () -> kinesis.describeStream(r -> r.streamName("nowhere")))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.describeStream(r -> r.limit(1)))
                .hasMessageContaining("StreamName");
    }
}
