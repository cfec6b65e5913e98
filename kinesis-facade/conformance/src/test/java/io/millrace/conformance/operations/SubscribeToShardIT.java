package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static io.millrace.conformance.FacadeStream.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

class SubscribeToShardIT extends OnFacade {

    SubscribeToShardIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void whatIsPutLaterIsPushed() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");
            List<String> pushed = new CopyOnWriteArrayList<>();

            CompletableFuture<Void> subscription =
                    subscribe(consumer, 0, p -> p.type(ShardIteratorType.LATEST), pushed);
            awaitEvents(subscription, pushed, 1);
            stream.put("k", "later");

            until("the record is pushed", () -> pushed.contains("later"));
            assertThat(subscription).isNotDone();
            subscription.cancel(true);
        }
    }

    @Test
    void eachTypeHasItsPosition() {
        try (FacadeStream stream = facade.stream(1)) {
            String first = stream.put("k", "first").sequenceNumber();
            stream.put("k", "second");
            Instant arrival = stream.readToTip(shardId(0)).get(0).approximateArrivalTimestamp();

            assertThat(firstPushed(stream, p -> p.type(ShardIteratorType.TRIM_HORIZON)))
                    .isEqualTo("first");
            assertThat(firstPushed(
                            stream,
                            p -> p.type(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(first)))
                    .isEqualTo("first");
            assertThat(firstPushed(
                            stream,
                            p -> p.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(first)))
                    .isEqualTo("second");
            assertThat(firstPushed(
                            stream, p -> p.type(ShardIteratorType.AT_TIMESTAMP).timestamp(arrival)))
                    .isEqualTo("first");
        }
    }

    @Test
    void aSecondSubscriptionWithinFiveSecondsIsRefused() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");
            List<String> pushed = new CopyOnWriteArrayList<>();
            stream.put("k", "v");
            CompletableFuture<Void> first = subscribe(consumer, 0, p -> p.type(ShardIteratorType.TRIM_HORIZON), pushed);
            awaitEvents(first, pushed, 1);

            refused(
                    ResourceInUseException.class,
                    () -> subscribe(consumer, 0, p -> p.type(ShardIteratorType.LATEST), pushed)
                            .join());
            assertThat(first).isNotDone();
            first.cancel(true);
        }
    }

    @Test
    void aSecondSubscriptionAfterFiveSecondsTakesOver() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");
            List<String> pushed = new CopyOnWriteArrayList<>();
            List<String> pushedToSecond = new CopyOnWriteArrayList<>();
            CompletableFuture<Void> first = subscribe(consumer, 0, p -> p.type(ShardIteratorType.LATEST), pushed);
            awaitEvents(first, pushed, 2); // one at least every five seconds

            until("the second subscription is taken", () -> {
                CompletableFuture<Void> second =
                        subscribe(consumer, 0, p -> p.type(ShardIteratorType.LATEST), pushedToSecond);
                until("it begins or fails", () -> !pushedToSecond.isEmpty() || second.isDone());
                return !second.isDone();
            });

            until("the first ends", first::isDone);
            stream.put("k", "for the second");
            until("the second is served", () -> pushedToSecond.contains("for the second"));
            assertThat(pushed).doesNotContain("for the second");
        }
    }

    @Test
    void theEndOfAClosedShardGivesItsChildrenAndEnds() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");
            List<String> pushed = new CopyOnWriteArrayList<>();
            CompletableFuture<Void> subscription =
                    subscribe(consumer, 0, p -> p.type(ShardIteratorType.TRIM_HORIZON), pushed);
            stream.put("k", "last");
            until("the record is pushed", () -> pushed.contains("last"));

            stream.split(shardId(0), "1000");

            until("the subscription ends", subscription::isDone);
            assertThat(subscription).isCompleted();
            assertThat(pushed).contains("last", "children " + shardId(1) + " " + shardId(2));
        }
    }

    @Test
    void aShardThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");

            refused(
                    ResourceNotFoundException.class,
                    () -> subscribe(consumer, 7, p -> p.type(ShardIteratorType.LATEST), new ArrayList<>())
                            .join());
        }
    }

    @Test
    void aConsumerThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nobody = stream.consumer("reader").replace("reader", "nobody");

            refused(
                    ResourceNotFoundException.class,
                    () -> subscribe(nobody, 0, p -> p.type(ShardIteratorType.LATEST), new ArrayList<>())
                            .join());
        }
    }

    @Test
    void aPositionNeedsItsMember() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");

            refused(
                    InvalidArgumentException.class,
                    () -> subscribe(consumer, 0, p -> p.type(ShardIteratorType.AT_SEQUENCE_NUMBER), new ArrayList<>())
                            .join());
        }
    }

    private String firstPushed(FacadeStream stream, java.util.function.Consumer<StartingPosition.Builder> position) {
        List<String> pushed = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> subscription =
                subscribe(stream.consumer("reader-" + UUID.randomUUID()), 0, position, pushed);
        until("a record is pushed", () -> pushed.stream().anyMatch(text -> !text.isEmpty()));
        subscription.cancel(true);
        return pushed.stream().filter(text -> !text.isEmpty()).findFirst().orElseThrow();
    }

    /** Notes each record, an empty text for each event, and the children that the last event names. */
    private CompletableFuture<Void> subscribe(
            String consumer,
            int shard,
            java.util.function.Consumer<StartingPosition.Builder> position,
            List<String> pushed) {
        SubscribeToShardResponseHandler.Visitor visitor = SubscribeToShardResponseHandler.Visitor.builder()
                .onSubscribeToShardEvent(event -> {
                    event.records().forEach(record -> pushed.add(record.data().asUtf8String()));
                    pushed.add("");
                    if (event.hasChildShards() && !event.childShards().isEmpty()) {
                        pushed.add(event.childShards().stream()
                                .map(ChildShard::shardId)
                                .collect(Collectors.joining(" ", "children ", "")));
                    }
                })
                .build();
        return facade.asyncKinesis()
                .subscribeToShard(
                        r -> r.consumerARN(consumer).shardId(shardId(shard)).startingPosition(position),
                        SubscribeToShardResponseHandler.builder()
                                .subscriber(visitor)
                                .build());
    }

    private static void awaitEvents(CompletableFuture<Void> subscription, List<String> pushed, int count) {
        until(count + " events have come", () -> {
            assertThat(subscription).isNotDone();
            return pushed.size() >= count;
        });
    }
}
