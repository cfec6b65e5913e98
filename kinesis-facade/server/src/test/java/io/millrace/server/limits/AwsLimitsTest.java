package io.millrace.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AwsLimitsTest {

    private static final StreamName ORDERS = new StreamName("orders");
    private static final ShardId SHARD = new ShardId(0);
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String INCARNATION = "incarnation-of-orders";

    private final TestClock clock = new TestClock();
    private final AwsLimits limits = new AwsLimits("123456789012", clock);

    @Test
    void aShardTakesAThousandRecordsASecond() {
        assertThat(writes(1000, 1)).isEqualTo(1000);
        assertThat(write(1))
                .contains(
                        AwsError.provisionedThroughputExceeded("Rate exceeded for shard shardId-000000000000 in stream"
                                + " orders under account 123456789012."));

        clock.advanceMillis(5);
        assertThat(writes(10, 1)).isEqualTo(5);
    }

    @Test
    void aShardTakesAMebibyteASecond() {
        assertThat(writes(5, MEBIBYTE / 4)).isEqualTo(4);

        clock.advanceMillis(500);
        assertThat(writes(5, MEBIBYTE / 4)).isEqualTo(2);
    }

    @Test
    void recordsAreRefusedOneByOne() {
        assertThat(write(MEBIBYTE - 10)).isEmpty();

        assertThat(write(11)).isPresent();
        assertThat(write(10)).isEmpty();
    }

    @Test
    void aRecordLargerThanAMebibyteIsTakenAndPaidOff() {
        assertThat(write(10 * MEBIBYTE)).isEmpty();

        clock.advanceMillis(9_000);
        assertThat(write(1)).isPresent();
        clock.advanceMillis(1);
        assertThat(write(1)).isEmpty();
    }

    @Test
    void nothingIsSavedUpForLater() {
        clock.advanceMillis(3_600_000);

        assertThat(writes(3000, 1)).isEqualTo(1000);
    }

    @Test
    void aClockThatIsSetBackDoesNotFillAnything() {
        assertThat(writes(1000, 1)).isEqualTo(1000);

        clock.advanceMillis(-10_000);
        assertThat(write(1)).isPresent();
        clock.advanceMillis(1);
        assertThat(write(1)).isEmpty();
    }

    @Test
    void aShardIsReadFiveTimesASecond() {
        assertThat(reads(6)).isEqualTo(5);

        clock.advanceMillis(200);
        assertThat(reads(2)).isEqualTo(1);
    }

    @Test
    void aReadOfMoreThanASecondBringsIsPaidOff() {
        assertThat(reads(1)).isEqualTo(1);
        limits.read(ORDERS, INCARNATION, SHARD, 10 * MEBIBYTE);

        assertThat(reads(1)).isZero();
        clock.advanceMillis(4_000);
        assertThat(reads(1)).isZero();
        clock.advanceMillis(1);
        assertThat(reads(1)).isEqualTo(1);
    }

    @Test
    void iteratorsAreAnAllowanceOfTheirOwn() {
        for (int i = 0; i < 5; i++) {
            assertThat(limits.tryIterator(ORDERS, INCARNATION, SHARD)).isEmpty();
        }

        assertThat(limits.tryIterator(ORDERS, INCARNATION, SHARD)).isPresent();
        assertThat(reads(1)).isEqualTo(1);
        assertThat(write(1)).isEmpty();
    }

    @Test
    void everyShardHasItsOwn() {
        assertThat(writes(1001, 1)).isEqualTo(1000);

        assertThat(limits.tryWrite(ORDERS, INCARNATION, new ShardId(1), 1)).isEmpty();
        assertThat(limits.tryWrite(ORDERS, "another", SHARD, 1)).isEmpty();
    }

    @Test
    void whatIsGoneIsForgotten() {
        List<Shard> shards = Streams.firstShards(2, Streams.NOW);
        TestCatalog catalog = TestCatalog.of(Streams.facts(Streams.active("orders"), shards));
        shards.forEach(shard -> limits.tryWrite(ORDERS, INCARNATION, shard.id(), 1));
        limits.tryWrite(ORDERS, "an older one", SHARD, 1);
        assertThat(limits.size()).isEqualTo(3);

        limits.follow(catalog.image());
        assertThat(limits.size()).isEqualTo(2);

        catalog.write(List.of(new Change.Remove(FactKey.ofStream(ORDERS))));
        limits.follow(catalog.image());
        assertThat(limits.size()).isZero();
    }

    @Test
    void aConsumerSubscribesToAShardOnceASecond() {
        AwsSubscriptionLimit subscriptions = new AwsSubscriptionLimit("123456789012", clock);
        ConsumerFact consumer = new ConsumerFact(
                ORDERS, INCARNATION, "reader", Streams.NOW, ConsumerStatus.ACTIVE, new TreeMap<>(), Optional.empty());

        assertThat(subscriptions.tryCall(consumer, SHARD)).isEmpty();
        assertThat(subscriptions.tryCall(consumer, SHARD)).isPresent();
        assertThat(subscriptions.tryCall(consumer, new ShardId(1))).isEmpty();
        clock.advanceMillis(1000);
        assertThat(subscriptions.tryCall(consumer, SHARD)).isEmpty();

        TestCatalog catalog = TestCatalog.of(Streams.facts(Streams.active("orders"), 1));
        catalog.put(consumer);
        subscriptions.follow(catalog.image());
        assertThat(subscriptions.size()).isEqualTo(1);
    }

    private Optional<AwsError> write(int bytes) {
        return limits.tryWrite(ORDERS, INCARNATION, SHARD, bytes);
    }

    /** How many of so many writes are allowed. */
    private int writes(int count, int bytes) {
        int allowed = 0;
        for (int i = 0; i < count; i++) {
            allowed += write(bytes).isEmpty() ? 1 : 0;
        }
        return allowed;
    }

    private int reads(int count) {
        int allowed = 0;
        for (int i = 0; i < count; i++) {
            allowed += limits.tryRead(ORDERS, INCARNATION, SHARD).isEmpty() ? 1 : 0;
        }
        return allowed;
    }
}
