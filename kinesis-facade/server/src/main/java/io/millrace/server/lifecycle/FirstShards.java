package io.millrace.server.lifecycle;

import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.Sharding;
import io.millrace.mapping.catalog.StreamFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shards with which a stream begins: one a partition, of even hash-key ranges. Pure. */
final class FirstShards {

    private FirstShards() {}

    /**
     * The changes that enter a stream with them.
     *
     * @param firstOffsets of every partition of the topic
     */
    static List<Change> of(StreamFact stream, Map<Integer, Long> firstOffsets, CatalogImage image, Instant now) {
        // Above every number of a deleted stream of this name; when they open is told as it is.
        long creationSecond = Math.max(now.getEpochSecond(), image.account().lastDeletedSecond() + 1);
        List<HashKeyRange> ranges = HashKeyRange.even(firstOffsets.size());
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            Shard shard = Shard.first(new ShardId(i), i, ranges.get(i), creationSecond, firstOffsets.get(i), now);
            changes.add(new Change.Put(new ShardFact(stream.name(), stream.incarnation(), shard)));
        }
        changes.add(new Change.Put(stream.withSharding(Sharding.startingAt(ranges.size()))));
        return changes;
    }
}
