package io.millrace.server.kinesis.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.kafka.PartitionOffsets;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.records.Positions.Type;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.SequenceNumberText;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.limits.SubscriptionLimit;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.EventStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SubscribeToShardTest {

    private static final String ARN = Streams.ARNS.ofConsumer(FanOut.CONSUMER);
    private static final String SHARD = "shardId-000000000000";

    private final FanOut fanOut = new FanOut();
    private final SubscribeToShard subscribe = subscribe(SubscriptionLimit.NONE);

    @BeforeEach
    void fillTheShard() {
        fanOut.append("a", "b", "c", "d");
    }

    @Test
    void eachOfTheFivePositionsIsWhereItSays() {
        String number = fanOut.numberAt(1);

        assertThat(keys(from(Type.TRIM_HORIZON))).containsExactly("a", "b", "c", "d");
        assertThat(keys(from(Type.LATEST))).isEmpty();
        assertThat(keys(from(Type.AT_SEQUENCE_NUMBER, number))).containsExactly("b", "c", "d");
        assertThat(keys(from(Type.AFTER_SEQUENCE_NUMBER, number))).containsExactly("c", "d");
        assertThat(keys(new StartingPosition(Type.AT_TIMESTAMP, Optional.empty(), Optional.of(Streams.NOW))))
                .containsExactly("d");
    }

    @Test
    void eachContinuationIsWhereTheNextOneGoesOn() {
        fanOut.pageSize = 1;
        Receiver first = Receiver.of(subscribed(from(Type.TRIM_HORIZON)), 2);
        String continuation = first.last().continuationSequenceNumber().orElseThrow();

        assertThat(first.keys()).containsExactly("a", "b");
        assertThat(keys(from(Type.AFTER_SEQUENCE_NUMBER, continuation))).containsExactly("c", "d");
    }

    @Test
    void theContinuationOfAnEmptyEventIsNoRecordsAndGoesOnAllTheSame() {
        Receiver first = Receiver.ofAll(subscribed(from(Type.LATEST)));
        fanOut.time.pass(Duration.ofSeconds(5));
        String continuation = first.last().continuationSequenceNumber().orElseThrow();
        fanOut.append("e");

        assertThat(keys(from(Type.AFTER_SEQUENCE_NUMBER, continuation))).containsExactly("e");
    }

    @Test
    void theEndOfAClosedShardIsNoPosition() {
        fanOut.split();
        String end = fanOut.shard().endingSequenceNumber().orElseThrow().toString();

        assertThat(Calls.refusal(subscribe, request(ARN, SHARD, from(Type.AFTER_SEQUENCE_NUMBER, end)))
                        .code())
                .isEqualTo("InvalidArgumentException");
    }

    @Test
    void theConsumerMustBeThereAndActive() {
        assertThat(Calls.refusal(
                        subscribe,
                        request(Streams.ARNS.ofConsumer(FanOut.consumer("nobody")), SHARD, from(Type.LATEST))))
                .extracting(AwsError::code)
                .isEqualTo("ResourceNotFoundException");

        fanOut.catalog.put(FanOut.CONSUMER.withStatus(ConsumerStatus.CREATING));
        assertThat(Calls.refusal(subscribe, request(ARN, SHARD, from(Type.LATEST))))
                .isEqualTo(AwsError.resourceInUse("Consumer reader with creation timestamp "
                        + Streams.NOW.getEpochSecond()
                        + " under stream orders and account 123456789012 is not in ACTIVE status."));
    }

    @Test
    void theShardMustBeThere() {
        assertThat(Calls.refusal(subscribe, request(ARN, "shardId-000000000009", from(Type.LATEST))))
                .isEqualTo(AwsError.resourceNotFound(
                        "Could not find shard shardId-000000000009 in stream orders under" + " account 123456789012."));
    }

    @Test
    void aSecondCallIsRefusedBeforeTheStreamBegins() {
        subscribed(from(Type.LATEST));

        assertThat(Calls.refusal(subscribe, request(ARN, SHARD, from(Type.LATEST)))
                        .code())
                .isEqualTo("ResourceInUseException");
    }

    @Test
    void theLimitIsAskedBeforeAnythingBegins() {
        AwsError exceeded = AwsError.limitExceeded("too often");
        SubscribeToShard limited = subscribe((consumer, shard) -> Optional.of(exceeded));

        assertThat(Calls.refusal(limited, request(ARN, SHARD, from(Type.LATEST))))
                .isEqualTo(exceeded);
        assertThat(fanOut.subscriptions.count()).isZero();
    }

    private Iterable<String> keys(StartingPosition position) {
        fanOut.time.pass(Duration.ofSeconds(5));
        return Receiver.ofAll(subscribed(position)).keys();
    }

    private ShardSubscription subscribed(StartingPosition position) {
        EventStream stream = Calls.call(subscribe, request(ARN, SHARD, position));
        return (ShardSubscription) stream.events();
    }

    private SubscribeToShard subscribe(SubscriptionLimit limit) {
        Positions positions = new Positions(new Offsets(), Streams.ARNS, fanOut.time);
        return new SubscribeToShard(
                fanOut.streams, fanOut.consumers, fanOut.catalog, positions, fanOut.subscriptions, limit);
    }

    private static SubscribeToShard.Request request(String consumer, String shard, StartingPosition position) {
        return new SubscribeToShard.Request(
                new ConsumerArn(consumer), Optional.empty(), new ShardIdText(shard), position);
    }

    private static StartingPosition from(Type type) {
        return new StartingPosition(type, Optional.empty(), Optional.empty());
    }

    private static StartingPosition from(Type type, String number) {
        return new StartingPosition(type, Optional.of(new SequenceNumberText(number)), Optional.empty());
    }

    /** The last record is at offset 3, and came at the time of the test. */
    private static final class Offsets implements PartitionOffsets {

        @Override
        public CompletionStage<Long> highWatermark(StreamName stream, int partition) {
            return CompletableFuture.completedStage(4L);
        }

        @Override
        public CompletionStage<Long> firstOffsetAt(StreamName stream, int partition, Instant time) {
            return CompletableFuture.completedStage(3L);
        }
    }
}
