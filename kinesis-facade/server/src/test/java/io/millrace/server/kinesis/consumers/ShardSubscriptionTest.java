package io.millrace.server.kinesis.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.records.ChildShard;
import io.millrace.server.kinesis.records.ShardReads;
import io.millrace.server.operation.AwsError;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class ShardSubscriptionTest {

    private final FanOut fanOut = new FanOut();

    @Test
    void recordsComeInOrderAndTheLastOnesNumberIsTheContinuation() {
        fanOut.pageSize = 2;
        fanOut.append("a", "b", "c");

        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        assertThat(receiver.keys()).containsExactly("a", "b", "c");
        assertThat(receiver.events).hasSize(2);
        assertThat(receiver.events.get(0).continuationSequenceNumber()).contains(fanOut.numberAt(1));
        assertThat(receiver.events.get(0).millisBehindLatest()).isPositive();
        assertThat(receiver.last().continuationSequenceNumber()).contains(fanOut.numberAt(2));
        assertThat(receiver.last().millisBehindLatest()).isZero();
        assertThat(receiver.last().childShards()).isEmpty();
    }

    @Test
    void recordsAtTheTipArePushedWhenTheyAreThere() {
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));
        assertThat(receiver.events).isEmpty();

        fanOut.append("a");
        fanOut.append("b");

        assertThat(receiver.keys()).containsExactly("a", "b");
    }

    @Test
    void atTheTipAnEmptyEventComesEveryFiveSeconds() {
        fanOut.append("a");
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));
        int reads = fanOut.reads.size();

        fanOut.time.pass(Duration.ofMillis(4999));
        assertThat(receiver.events).hasSize(1);
        fanOut.time.pass(Duration.ofMillis(1));
        assertThat(receiver.events).hasSize(2);
        fanOut.time.pass(Duration.ofSeconds(10));

        assertThat(receiver.events).hasSize(4);
        assertThat(receiver.last().records()).isEmpty();
        assertThat(receiver.last().millisBehindLatest()).isZero();
        assertThat(fanOut.reads).as("silence costs no read").hasSize(reads);
    }

    @Test
    void aTimerThatRingsEarlyDoesNotSilenceItForGood() {
        fanOut.append("a");
        fanOut.time.ringEarlyOnce(Duration.ofNanos(1));
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        fanOut.time.pass(Duration.ofSeconds(5));

        assertThat(receiver.events).hasSize(2);
    }

    @Test
    void theContinuationOfAnEmptyEventStandsBehindWhatWasReadAndMovesOn() {
        fanOut.append("a", "b");
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));
        fanOut.time.pass(Duration.ofSeconds(10));

        List<SequenceNumber> continuations = receiver.events.stream()
                .map(event -> SequenceNumber.parse(
                                event.continuationSequenceNumber().orElseThrow())
                        .orElseThrow())
                .toList();
        assertThat(continuations).extracting(SequenceNumber::offset).containsExactly(1L, 1L, 1L);
        assertThat(continuations).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theContinuationOfAnEmptyShardStandsBeforeItsFirstRecord() {
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        fanOut.time.pass(Duration.ofSeconds(5));

        assertThat(SequenceNumber.parse(
                        receiver.last().continuationSequenceNumber().orElseThrow()))
                .map(SequenceNumber::offset)
                .contains(-1L);
        assertThat(new BigInteger(receiver.last().continuationSequenceNumber().orElseThrow()))
                .isLessThan(new BigInteger(fanOut.numberAt(0)));
    }

    @Test
    void theContinuationStandsBehindOffsetsThatHoldNoRecord() {
        fanOut.append("a");
        fanOut.appendMarker();

        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        assertThat(receiver.last().continuationSequenceNumber()).contains(fanOut.numberAt(1));
    }

    @Test
    void aMarkerAtTheTipIsPassedOverWithoutAnEvent() {
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        fanOut.appendMarker();
        assertThat(receiver.events).isEmpty();
        fanOut.append("a");

        assertThat(receiver.keys()).containsExactly("a");
    }

    @Test
    void silenceIsCountedFromTheLastEvent() {
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));
        fanOut.time.pass(Duration.ofSeconds(3));
        fanOut.append("a");

        fanOut.time.pass(Duration.ofMillis(4999));
        assertThat(receiver.events).hasSize(1);
        fanOut.time.pass(Duration.ofMillis(1));

        assertThat(receiver.events).hasSize(2);
    }

    @Test
    void nothingIsReadUntilItIsAskedForAndOnePageAnEvent() {
        fanOut.pageSize = 1;
        fanOut.append("a", "b", "c");

        Receiver receiver = Receiver.of(fanOut.subscribe(0), 0);
        assertThat(fanOut.reads).isEmpty();
        receiver.request(1);
        assertThat(receiver.keys()).containsExactly("a");
        assertThat(fanOut.reads).containsExactly(0L);
        fanOut.time.pass(Duration.ofSeconds(60));
        assertThat(fanOut.reads).containsExactly(0L);
        receiver.request(1);

        assertThat(receiver.keys()).containsExactly("a", "b");
        assertThat(fanOut.reads).containsExactly(0L, 1L);
    }

    @Test
    void oneReadIsUnderWayAtATime() {
        CompletableFuture<ShardReads.Page> slow = new CompletableFuture<>();
        fanOut.slowPage = Optional.of(slow);
        Receiver receiver = Receiver.of(fanOut.subscribe(0), 1);

        receiver.request(5);
        fanOut.append("a");
        assertThat(fanOut.reads).hasSize(1);
        fanOut.slowPage = Optional.empty();
        slow.complete(fanOut.page(fanOut.shard(), 0));

        assertThat(receiver.keys()).containsExactly("a");
        assertThat(fanOut.reads).containsExactly(0L, 1L);
    }

    @Test
    void anEmptyEventThatIsDueComesAtOnceWhenItIsAskedFor() {
        Receiver receiver = Receiver.of(fanOut.subscribe(0), 1);
        fanOut.time.pass(Duration.ofSeconds(30));
        assertThat(receiver.events).hasSize(1);

        receiver.request(1);

        assertThat(receiver.events).hasSize(2);
    }

    @Test
    void afterFiveMinutesItEndsCleanly() {
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        fanOut.time.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(receiver.completed).isFalse();
        fanOut.time.pass(Duration.ofMillis(1));

        assertThat(receiver.completed).isTrue();
        assertThat(fanOut.time.pending()).isZero();
        assertThat(fanOut.waiters).allMatch(waiter -> waiter.reached().isCancelled());
        assertThat(fanOut.subscriptions.count()).isZero();
    }

    @Test
    void theLastEventOfAClosedShardNamesTheChildrenAndNoContinuation() {
        fanOut.append("a", "b");
        fanOut.split();

        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        assertThat(receiver.keys()).containsExactly("a", "b");
        assertThat(receiver.last().continuationSequenceNumber()).isEmpty();
        assertThat(receiver.last().millisBehindLatest()).isZero();
        assertThat(receiver.last().childShards().orElseThrow())
                .hasSize(2)
                .extracting(ChildShard::parentShards)
                .containsOnly(List.of("shardId-000000000000"));
        assertThat(receiver.completed).isTrue();
    }

    @Test
    void onlyTheLastEventNamesChildren() {
        fanOut.pageSize = 1;
        fanOut.append("a", "b", "c");
        fanOut.split();

        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        assertThat(receiver.events).hasSize(3);
        assertThat(receiver.events.subList(0, 2)).allSatisfy(event -> {
            assertThat(event.continuationSequenceNumber()).isPresent();
            assertThat(event.childShards()).isEmpty();
        });
        assertThat(receiver.last().childShards()).isPresent();
    }

    @Test
    void aSplitIsToldToThoseWhoWaitAtTheTip() {
        fanOut.append("a");
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        fanOut.split();

        assertThat(receiver.events).hasSize(2);
        assertThat(receiver.last().childShards().orElseThrow()).hasSize(2);
        assertThat(receiver.completed).isTrue();
    }

    @Test
    void aShardThatIsClosedWhileItIsReadEndsAllTheSame() {
        CompletableFuture<ShardReads.Page> slow = new CompletableFuture<>();
        fanOut.slowPage = Optional.of(slow);
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));
        ShardReads.Page asOpen = fanOut.page(fanOut.shard(), 0);

        fanOut.split();
        fanOut.slowPage = Optional.empty();
        slow.complete(asOpen);

        assertThat(receiver.last().childShards()).isPresent();
        assertThat(receiver.completed).isTrue();
    }

    @Test
    void aConsumerThatIsDeregisteredLosesItsSubscription() {
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        fanOut.catalog.put(FanOut.CONSUMER.withStatus(ConsumerStatus.DELETING));
        fanOut.catalog.write(List.of(new Change.Remove(FanOut.CONSUMER.key())));

        assertThat(receiver.error)
                .contains(AwsError.resourceNotFound("Consumer reader with creation timestamp "
                        + Streams.NOW.getEpochSecond()
                        + " under stream orders and account 123456789012 not found."));
    }

    @Test
    void aStreamThatIsDeletedTakesItsSubscriptionsAlong() {
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        fanOut.catalog.put(FanOut.STREAM.withStatus(StreamStatus.DELETING));

        assertThat(receiver.error)
                .contains(AwsError.resourceNotFound("Stream orders under account 123456789012 not found."));
    }

    @Test
    void whatEndsBeforeAnybodyListensIsToldWhenSomebodyDoes() {
        ShardSubscription subscription = fanOut.subscribe(0);
        fanOut.catalog.put(FanOut.STREAM.withStatus(StreamStatus.DELETING));

        Receiver receiver = Receiver.ofAll(subscription);

        assertThat(receiver.error).map(AwsError::code).contains("ResourceNotFoundException");
    }

    @Test
    void aReadThatFailsEndsItAsEventStreamsDo() {
        fanOut.slowPage = Optional.of(CompletableFuture.failedFuture(new RejectedExecutionException("too many")));

        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        assertThat(receiver.error).contains(new AwsError("InternalFailureException", 500, "Internal Service Failure."));
    }

    @Test
    void cancellingFreesEverything() {
        fanOut.append("a");
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));

        receiver.cancel();
        fanOut.append("b");
        fanOut.time.pass(Duration.ofSeconds(5));

        assertThat(receiver.keys()).containsExactly("a");
        assertThat(receiver.completed).isFalse();
        assertThat(fanOut.time.pending()).isZero();
        assertThat(fanOut.subscriptions.count()).isZero();
    }

    @Test
    void aPageThatComesAfterTheCancellationGoesNowhere() {
        CompletableFuture<ShardReads.Page> slow = new CompletableFuture<>();
        fanOut.slowPage = Optional.of(slow);
        Receiver receiver = Receiver.ofAll(fanOut.subscribe(0));
        fanOut.append("a");

        receiver.cancel();
        slow.complete(fanOut.page(fanOut.shard(), 0));

        assertThat(receiver.events).isEmpty();
    }
}
