package io.millrace.server.lifecycle;

import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Decision;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Forgets closed shards whose last record is past retention; their partitions are free for the shards of later reshards. */
final class ShardExpiry implements Decision<Integer> {

    private final Instant now;

    ShardExpiry(Instant now) {
        this.now = now;
    }

    static boolean isDue(CatalogImage image, Instant now) {
        return !new ShardExpiry(now).decide(image).changes().isEmpty();
    }

    @Override
    public Outcome<Integer> decide(CatalogImage image) {
        List<Change> removals =
                image.streams().values().stream().flatMap(this::expiredOf).toList();
        return new Outcome<>(removals, removals.size());
    }

    private Stream<Change> expiredOf(StreamImage stream) {
        Instant horizon = stream.fact().retention().horizon(now);
        return stream.allShards().values().stream()
                .filter(shard -> isExpired(shard, horizon))
                .map(shard -> new Change.Remove(FactKey.ofShard(stream.fact().name(), shard.id())));
    }

    private static boolean isExpired(Shard shard, Instant horizon) {
        return shard.closed()
                .filter(closing -> closing.closedAt().isBefore(horizon))
                .isPresent();
    }
}
