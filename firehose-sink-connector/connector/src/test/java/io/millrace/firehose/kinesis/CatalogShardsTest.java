package io.millrace.firehose.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.KinesisPlace;
import io.millrace.firehose.record.Origin;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogReplay;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CatalogShardsTest {

    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant ARRIVED = OPENED.plusSeconds(100);
    private static final StreamName ORDERS = new StreamName("orders");
    private static final Shard PARENT =
            Shard.first(new ShardId(0), 3, HashKeyRange.FULL, 10, OPENED).closed(20, OPENED.plusSeconds(50));
    private static final Shard LATER = Shard.first(new ShardId(17), 3, HashKeyRange.FULL, 25, OPENED.plusSeconds(60));

    private final CatalogReplay catalog = new CatalogReplay();

    CatalogShardsTest() {
        catalog.apply(new Change.Put(StreamFact.creating(ORDERS, "1", OPENED, StreamMode.PROVISIONED)));
        catalog.apply(new Change.Put(new ShardFact(ORDERS, "1", PARENT)));
        catalog.apply(new Change.Put(new ShardFact(ORDERS, "1", LATER)));
    }

    @Test
    void aRecordIsInTheShardWhosePartOfThePartitionItLiesIn() {
        assertThat(place("orders", 3, 10)).isEqualTo(of(PARENT, 10));
        assertThat(place("orders", 3, 19)).isEqualTo(of(PARENT, 19));
        assertThat(place("orders", 3, 25)).isEqualTo(of(LATER, 25));
        assertThat(place("orders", 3, 1_000_000)).isEqualTo(of(LATER, 1_000_000));
    }

    @Test
    void aRecordWhereNoShardIsHasNoPlace() {
        assertThat(place("orders", 3, 9).isKnown()).isFalse();
        assertThat(place("orders", 3, 20).isKnown()).isFalse();
        assertThat(place("orders", 2, 10).isKnown()).isFalse();
        assertThat(place("no stream!", 3, 10).isKnown()).isFalse();
        assertThat(place("unknown", 3, 10).isKnown()).isFalse();
    }

    private KinesisPlace place(String topic, int partition, long offset) {
        Origin origin = new Origin(topic, partition, offset, 0, ARRIVED).withKinesis(KinesisPlace.of("k"));
        return CatalogShards.placed(DeliveryRecord.of(origin, new byte[0]), catalog.imageAt(3))
                .origin()
                .kinesis()
                .orElseThrow();
    }

    private static KinesisPlace of(Shard shard, long offset) {
        return new KinesisPlace(
                "k",
                shard.id().toString(),
                shard.sequenceNumberOf(offset, ARRIVED.toEpochMilli()).toString(),
                "");
    }
}
