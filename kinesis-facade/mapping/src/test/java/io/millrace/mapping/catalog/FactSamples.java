package io.millrace.mapping.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.HashKey;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.mapping.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Facts to test with. */
final class FactSamples {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");
    static final StreamName ORDERS = new StreamName("orders");
    static final String INCARNATION = "abcdefghij0123456789-x1z";

    private FactSamples() {}

    static StreamFact stream(StreamName name, String incarnation) {
        return StreamFact.creating(name, incarnation, NOW, StreamMode.PROVISIONED)
                .withStatus(StreamStatus.ACTIVE);
    }

    static StreamFact orders() {
        return stream(ORDERS, INCARNATION);
    }

    static ShardFact shard(Shard shard) {
        return new ShardFact(ORDERS, INCARNATION, shard);
    }

    /** An open shard for each of so many even ranges. */
    static List<Shard> shards(int count) {
        List<HashKeyRange> ranges = HashKeyRange.even(count);
        return IntStream.range(0, count)
                .mapToObj(i -> Shard.first(new ShardId(i), i, ranges.get(i), 7, NOW))
                .toList();
    }

    static ConsumerFact consumer(String name) {
        return new ConsumerFact(
                ORDERS,
                INCARNATION,
                name,
                NOW,
                ConsumerStatus.ACTIVE,
                new TreeMap<>(Map.of("team", "billing")),
                Optional.of("{\"Version\":\"2012-10-17\"}"));
    }

    static DeliveryStreamFact delivery(DeliverySource source) {
        return DeliveryStreamFact.creating(new DeliveryStreamName("audit"), "k3j9x2aq", NOW, source, bucket());
    }

    static DeliveryDestination bucket() {
        return new DeliveryDestination(
                "ExtendedS3", JsonNodeFactory.instance.objectNode().put("BucketARN", "arn:aws:s3:::bucket"));
    }

    static ReshardGoal manySplits() {
        return new ReshardGoal.Splits(List.of(
                new ReshardGoal.Split(new ShardId(0), new HashKey(1L << 62, 0)),
                new ReshardGoal.Split(new ShardId(1), new HashKey(-1L << 62, 0))));
    }

    /** A step of every cause, the last given up. */
    static HistoryFact history() {
        return HistoryFact.empty(orders())
                .plus(ReshardStep.called(NOW, new ReshardGoal.ShardCount(2), 4))
                .plus(ReshardStep.warming(NOW.plusSeconds(1), manySplits(), 2))
                .plus(ReshardStep.measured(NOW.plusSeconds(2), manySplits(), 4, new ShardRate(900, 12)))
                .lastUndone();
    }

    /** One of every kind and of every variant, with every field set and with none. */
    static List<Fact> all() {
        Shard open = shards(2).get(0);
        Shard other = shards(2).get(1);
        Shard merged = Shard.childOf(open, other, new ShardId(2), 2, NOW);
        StreamFact full = orders().withStatus(StreamStatus.UPDATING)
                .withMode(StreamMode.ON_DEMAND)
                .withRetention(new Retention(8760, NOW))
                .withMaxRecordSizeInKiB(10240)
                .withWarmThroughputMiBps(OptionalInt.of(100))
                .withShardLevelMetrics(new TreeSet<>(List.of("IncomingBytes", "OutgoingRecords")))
                .withTags(Map.of("b", "", "a", "é"))
                .withPolicy(Optional.of("{}"));
        return List.of(
                orders(),
                full,
                full.withSharding(new Sharding(12, Optional.of(new ReshardGoal.ShardCount(4)))),
                full.withSharding(Sharding.startingAt(3).towards(new ReshardGoal.Split(open.id(), HashKey.MAX))),
                full.withSharding(Sharding.startingAt(3).towards(new ReshardGoal.Merge(open.id(), other.id()))),
                full.withSharding(Sharding.startingAt(3).towards(manySplits())),
                full.withSharding(Sharding.startingAt(3)
                        .towards(new ReshardGoal.Merges(List.of(new ReshardGoal.Merge(open.id(), other.id()))))),
                HistoryFact.empty(full),
                history(),
                shard(open),
                shard(open.withState(Shard.State.CLOSING)),
                shard(open.closed(99, NOW)),
                shard(merged),
                shard(merged.opened(0, NOW)),
                consumer("reader"),
                delivery(new DeliverySource.DirectPut("firehose-audit", 1, OptionalInt.empty())),
                delivery(new DeliverySource.DirectPut("firehose-audit", 2, OptionalInt.of(20)))
                        .withTags(Map.of("team", "billing"))
                        .withEncryption(DeliveryEncryption.ENABLED)
                        .active(1)
                        .updated(bucket(), NOW),
                delivery(new DeliverySource.KinesisStream(ORDERS, "arn:aws:kinesis:::stream/orders", "arn:role"))
                        .failed(DeliveryStreamStatus.CREATING_FAILED, "no such bucket"),
                delivery(new DeliverySource.Msk("clicks", "arn:cluster", "arn:role", "PUBLIC", Optional.of(NOW)))
                        .deleting(true),
                AccountFact.INITIAL,
                AccountFact.INITIAL
                        .withLastDeletedSecond(1_700_000_000)
                        .withBillingCommitment(
                                new AccountFact.BillingCommitment(NOW, Optional.of(NOW.plusSeconds(60)))),
                TokenKeyFact.of(new byte[] {1, 2, 3}));
    }
}
