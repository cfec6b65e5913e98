package io.millrace.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.AccountFact;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.CatalogReplay;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FirstShardsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final StreamFact ORDERS =
            StreamFact.creating(new StreamName("orders"), "abc", NOW, StreamMode.PROVISIONED);
    private static final Map<Integer, Long> FIRST_OFFSETS = Map.of(0, 7L, 1, 0L);

    private final CatalogReplay replay = new CatalogReplay();

    @Test
    void thereIsOneShardAPartitionFromItsFirstOffsetOn() {
        StreamImage stream = streamWithFirstShards();

        assertThat(stream.openShards()).extracting(Shard::firstOffset).containsExactly(7L, 0L);
        assertThat(stream.openShards()).extracting(Shard::partition).containsExactly(0, 1);
        assertThat(stream.openShards()).extracting(Shard::range).containsExactlyElementsOf(HashKeyRange.even(2));
        assertThat(stream.fact().sharding().nextShardNumber()).isEqualTo(2);
    }

    @Test
    void theirNumbersLieAboveThoseOfDeletedStreamsAndTheirOpeningTimeIsTrue() {
        long later = NOW.getEpochSecond() + 100;
        replay.apply(new Change.Put(AccountFact.INITIAL.withLastDeletedSecond(later)));

        Shard first = streamWithFirstShards().openShards().get(0);

        assertThat(first.creationSecond()).isEqualTo(later + 1);
        assertThat(first.openedAt()).isEqualTo(NOW);
    }

    private StreamImage streamWithFirstShards() {
        CatalogImage before = replay.imageAt(1);
        FirstShards.of(ORDERS, FIRST_OFFSETS, before, NOW).forEach(replay::apply);
        return replay.imageAt(2).stream(ORDERS.name()).orElseThrow();
    }
}
