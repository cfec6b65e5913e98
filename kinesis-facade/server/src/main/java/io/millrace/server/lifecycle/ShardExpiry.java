package io.millrace.server.lifecycle;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Forgets closed shards whose last record is past retention, and behind whose end everything was carried on; their
 * partitions are free for the shards of later reshards.
 */
final class ShardExpiry implements Decision<Integer> {

    private final StreamImage stream;
    private final Set<ShardId> carriedOn;
    private final Instant now;

    /** @param carriedOn those of the stream's shards behind whose end nothing is left */
    ShardExpiry(StreamImage stream, Set<ShardId> carriedOn, Instant now) {
        this.stream = stream;
        this.carriedOn = Set.copyOf(carriedOn);
        this.now = now;
    }

    /** The shards whose last record is past retention, where there are any. */
    static Map<StreamImage, List<Shard>> due(CatalogImage image, Instant now) {
        Map<StreamImage, List<Shard>> due = new HashMap<>();
        for (StreamImage stream : image.streams().values()) {
            List<Shard> expired = expired(stream, now);
            if (!expired.isEmpty()) {
                due.put(stream, expired);
            }
        }
        return due;
    }

    @Override
    public Outcome<Integer> decide(CatalogImage image) {
        List<Change> removals = image.stream(stream.fact().name())
                .filter(same -> same.fact().incarnation().equals(stream.fact().incarnation()))
                .map(same -> expired(same, now))
                .orElse(List.of())
                .stream()
                .filter(shard -> carriedOn.contains(shard.id()))
                .<Change>map(
                        shard -> new Change.Remove(FactKey.ofShard(stream.fact().name(), shard.id())))
                .toList();
        return new Outcome<>(removals, removals.size());
    }

    private static List<Shard> expired(StreamImage stream, Instant now) {
        Instant horizon = stream.fact().retention().horizon(now);
        return stream.allShards().values().stream()
                .filter(shard -> shard.closed()
                        .filter(closing -> closing.closedAt().isBefore(horizon))
                        .isPresent())
                .toList();
    }
}
