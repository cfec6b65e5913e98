package io.millrace.server.strays;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.kafka.RecordHashKey;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kafka.StrayBatch;
import io.millrace.server.kafka.StrayRecord;
import io.millrace.server.kafka.StreamPartition;
import io.millrace.server.kinesis.Streams;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class CarriageTest {

    private static final StreamFact ORDERS = Streams.active("orders");
    private static final StreamPartition CLOSED = new StreamPartition(ORDERS.name(), ORDERS.incarnation(), 0);

    /** Shard 0 ended at offset 100; its children are on partitions 1 (lower half) and 2. */
    private static final List<Shard> SPLIT =
            Streams.split(Streams.firstShards(1, Streams.NOW).get(0), 1, Streams.NOW);

    private static final Instant ANY = Instant.EPOCH;

    @Test
    void whatLiesBehindTheEndGoesToTheShardOfItsKeyInItsOrder() {
        Carriage carriage = Carriage.of(
                        stream(SPLIT), List.of(batch(record(99, "x"), record(100, "a"), record(101, "b"))), ANY)
                .orElseThrow();

        assertThat(carriage.strays()).extracting(each -> each.record().offset()).containsExactly(100L, 101L);
        assertThat(carriage.strays())
                .extracting(each -> each.partition())
                .containsExactly(partitionOf(HashKey.ofPartitionKey("a")), partitionOf(HashKey.ofPartitionKey("b")));
        assertThat(carriage.strays()).extracting(each -> each.origin()).containsOnly("shardId-000000000000");
        assertThat(carriage.positions()).isEqualTo(Map.of(CLOSED, 102L));
    }

    @Test
    void aHashKeyThatAHeaderNamesComesFirst() {
        StrayRecord low = record(100, "a", "0");
        StrayRecord high = record(101, "a", HashKey.MAX.toString());
        StrayRecord nonsense = record(102, "a", "-7");

        Carriage carriage = Carriage.of(stream(SPLIT), List.of(batch(low, high, nonsense)), ANY)
                .orElseThrow();

        assertThat(carriage.strays())
                .extracting(each -> each.partition())
                .containsExactly(1, 2, partitionOf(HashKey.ofPartitionKey("a")));
    }

    @Test
    void noKeyCountsAsAnEmptyOne() {
        Carriage carriage = Carriage.of(stream(SPLIT), List.of(batch(record(100, null))), ANY)
                .orElseThrow();

        assertThat(carriage.strays())
                .extracting(each -> each.partition())
                .containsExactly(partitionOf(HashKey.ofPartitionKey("")));
    }

    @Test
    void whatIsPastRetentionStaysWhereItIs() {
        Carriage carriage = Carriage.of(stream(SPLIT), List.of(batch(record(100, "a"))), Streams.NOW.plusMillis(1))
                .orElseThrow();

        assertThat(carriage.strays()).isEmpty();
        assertThat(carriage.positions()).isEqualTo(Map.of(CLOSED, 101L));
    }

    @Test
    void nothingIsDecidedWhileAShardIsAboutToBeginThere() {
        Shard parent = SPLIT.get(1);
        Shard prepared = Shard.childOf(parent, new io.millrace.mapping.ShardId(3), 0, parent.range(), Streams.NOW);

        assertThat(Carriage.of(
                        stream(List.of(SPLIT.get(0), SPLIT.get(1), SPLIT.get(2), prepared)),
                        List.of(batch(record(100, "a"))),
                        ANY))
                .isEqualTo(Optional.empty());
    }

    private static int partitionOf(HashKey key) {
        return SPLIT.get(1).range().contains(key) ? 1 : 2;
    }

    private static StreamImage stream(List<Shard> shards) {
        return TestCatalog.of(Streams.facts(ORDERS, shards)).image().stream(ORDERS.name())
                .orElseThrow();
    }

    private static StrayBatch batch(StrayRecord... records) {
        return new StrayBatch(CLOSED, List.of(records), records[records.length - 1].offset() + 1);
    }

    private static StrayRecord record(long offset, String key) {
        return record(offset, key, null);
    }

    private static StrayRecord record(long offset, String key, String explicitHashKey) {
        RecordHeaders headers = new RecordHeaders();
        if (explicitHashKey != null) {
            headers.add(RecordHashKey.EXPLICIT_HASH_KEY, explicitHashKey.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return new StrayRecord(new ConsumerRecord<>(
                "orders",
                0,
                offset,
                Streams.NOW.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                bytes,
                new byte[] {1},
                headers,
                Optional.empty()));
    }
}
