package io.millrace.server.kinesis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.operation.AwsError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamLookupTest {

    private static final StreamName ORDERS = new StreamName("orders");
    private static final StreamArn ARN = new StreamArn("arn:aws:kinesis:us-east-1:123456789012:stream/orders");
    private static final AwsError NOT_FOUND =
            AwsError.resourceNotFound("Stream orders under account 123456789012 not found.");

    private final TestCatalog catalog = TestCatalog.of(Streams.facts(Streams.active("orders"), 2));
    private final StreamLookup streams = new StreamLookup(catalog, Streams.ARNS);

    @Test
    void aNameAnArnOrBothMeanAStream() {
        assertThat(streams.name(Optional.of(ORDERS), Optional.empty())).isEqualTo(ORDERS);
        assertThat(streams.name(Optional.empty(), Optional.of(ARN))).isEqualTo(ORDERS);
        assertThat(streams.name(Optional.of(ORDERS), Optional.of(ARN))).isEqualTo(ORDERS);
    }

    @Test
    void oneOfThemIsNeededAndTwoMustAgree() {
        assertThat(Calls.refusal(() -> streams.name(Optional.empty(), Optional.empty()))
                        .code())
                .isEqualTo("InvalidArgumentException");
        assertThat(Calls.refusal(() -> streams.name(Optional.of(new StreamName("clicks")), Optional.of(ARN)))
                        .code())
                .isEqualTo("InvalidArgumentException");
    }

    @Test
    void aConsumersArnIsNotAStreams() {
        StreamArn consumer = new StreamArn(ARN + "/consumer/reader:1700000000");

        assertThat(Calls.refusal(() -> streams.name(Optional.empty(), Optional.of(consumer)))
                        .code())
                .isEqualTo("InvalidArgumentException");
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamStatus.class,
            names = {"CREATING", "DELETING"})
    void streamsThatComeOrGoAreFoundButNotReady(StreamStatus status) {
        catalog.put(Streams.active("orders").withStatus(status));

        assertThat(streams.find(ORDERS).fact().status()).isEqualTo(status);
        assertThat(Calls.refusal(() -> streams.findReady(ORDERS))).isEqualTo(NOT_FOUND);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        StreamName none = new StreamName("none");

        assertThat(Calls.refusal(() -> streams.find(none)))
                .isEqualTo(AwsError.resourceNotFound("Stream none under account 123456789012 not found."));
        assertThat(Calls.refusal(() -> streams.in(catalog.image(), none)).code())
                .isEqualTo("ResourceNotFoundException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shardId-000000000001", "shardId-1", "shard-1", "1", "-1"})
    void shardsAreKnownByTheirNumbers(String id) {
        assertThat(streams.shard(orders(), new ShardIdText(id)).id().number()).isEqualTo(1);
        assertThat(streams.shardToRead(orders(), new ShardIdText(id)).id().number())
                .isEqualTo(1);
    }

    @Test
    void shardsThatAreNotThereAreNotFound() {
        assertThat(Calls.refusal(() -> streams.shard(orders(), new ShardIdText("shardId-7"))))
                .isEqualTo(AwsError.resourceNotFound(
                        "Could not find shard shardId-000000000007 in stream orders under account 123456789012."));
        assertThat(Calls.refusal(() -> streams.shardToRead(orders(), new ShardIdText("shardId-7"))))
                .isEqualTo(AwsError.resourceNotFound(
                        "Shard shardId-000000000007 in stream orders under account 123456789012 does not exist"));
        assertThat(Calls.refusal(() -> streams.shardToRead(orders(), new ShardIdText("seven"))))
                .isEqualTo(AwsError.resourceNotFound(
                        "Could not find shard seven in stream orders under account 123456789012."));
    }

    private StreamImage orders() {
        return streams.find(ORDERS);
    }
}
