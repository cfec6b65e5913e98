package io.millrace.server.kinesis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.streams.DescribeStream.StreamDescription;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DescribeStreamTest {

    private static final StreamName ORDERS = new StreamName("orders");

    private final TestCatalog catalog = TestCatalog.of(Streams.facts(Streams.active("orders"), 101));
    private final DescribeStream describeStream =
            new DescribeStream(new StreamLookup(catalog, Streams.ARNS), Streams.ARNS);

    @Test
    void theStreamIsDescribed() {
        StreamDescription stream = describe(Optional.of(1), Optional.empty());

        assertThat(stream)
                .usingRecursiveComparison()
                .ignoringFields("shards")
                .isEqualTo(new StreamDescription(
                        ORDERS,
                        "arn:aws:kinesis:us-east-1:123456789012:stream/orders",
                        StreamStatus.ACTIVE,
                        new StreamModeDetails(StreamMode.PROVISIONED),
                        List.of(),
                        true,
                        24,
                        Streams.NOW,
                        List.of(new EnhancedMetrics(List.of())),
                        EncryptionType.NONE));
    }

    @Test
    void aHundredShardsAreTheDefaultAndTheMost() {
        assertThat(describe(Optional.empty(), Optional.empty()).shards()).hasSize(100);
        assertThat(describe(Optional.of(10_000), Optional.empty()).shards()).hasSize(100);
        assertThat(describe(Optional.of(10_000), Optional.empty()).hasMoreShards())
                .isTrue();
    }

    @Test
    void theRestFollowsTheLastShardThatWasSeen() {
        StreamDescription stream = describe(Optional.empty(), Optional.of("shardId-000000000099"));

        assertThat(stream.shards()).extracting(ShardDescription::shardId).containsExactly("shardId-000000000100");
        assertThat(stream.hasMoreShards()).isFalse();
    }

    @Test
    void aStreamThatIsBeingCreatedShowsNoShards() {
        TestCatalog creating = TestCatalog.of(Streams.active("orders").withStatus(StreamStatus.CREATING));

        StreamDescription stream = Calls.call(
                        new DescribeStream(new StreamLookup(creating, Streams.ARNS), Streams.ARNS),
                        request(Optional.empty(), Optional.empty()))
                .streamDescription();

        assertThat(stream.shards()).isEmpty();
        assertThat(stream.hasMoreShards()).isFalse();
        assertThat(stream.streamStatus()).isEqualTo(StreamStatus.CREATING);
    }

    @Test
    void nameAndArnMeanTheSame() {
        StreamArn arn = new StreamArn("arn:aws:kinesis:eu-west-1:000000000001:stream/orders");

        StreamDescription stream = Calls.call(
                        describeStream,
                        new DescribeStream.Request(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(arn),
                                Optional.empty()))
                .streamDescription();

        assertThat(stream.streamName()).isEqualTo(ORDERS);
    }

    @Test
    void anIdThatIsNoneIsNotFound() {
        assertThat(Calls.refusal(describeStream, request(Optional.empty(), Optional.of("last"))))
                .isEqualTo(AwsError.resourceNotFound(
                        "Could not find shard last in stream orders under account 123456789012."));
    }

    private StreamDescription describe(Optional<Integer> limit, Optional<String> after) {
        return Calls.call(describeStream, request(limit, after)).streamDescription();
    }

    private static DescribeStream.Request request(Optional<Integer> limit, Optional<String> after) {
        return new DescribeStream.Request(
                limit, after.map(ShardIdText::new), Optional.of(ORDERS), Optional.empty(), Optional.empty());
    }
}
