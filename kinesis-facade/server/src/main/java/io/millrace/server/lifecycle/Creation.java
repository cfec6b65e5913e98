package io.millrace.server.lifecycle;

import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.Sharding;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.kafka.UntilKnown;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CREATING to ACTIVE: makes the topic, and opens one shard a partition. */
final class Creation implements Transition {

    private final Catalog catalog;
    private final StreamTopics topics;
    private final Clock clock;

    Creation(Catalog catalog, StreamTopics topics, Clock clock) {
        this.catalog = catalog;
        this.topics = topics;
        this.clock = clock;
    }

    @Override
    public CompletionStage<?> step(StreamImage stream) {
        StreamFact fact = stream.fact();
        int count = shardCount(fact);
        Set<Integer> partitions = IntStream.range(0, count).boxed().collect(Collectors.toSet());
        return topics.create(fact.name(), count, fact.retention().duration(), fact.maxRecordSizeInKiB())
                // Their leaders must answer before writers come.
                .thenCompose(created -> UntilKnown.ask(() -> topics.highWatermarks(fact.name(), partitions)))
                .thenCompose(ends -> catalog.change(Guarded.whileIt(
                        stream, StreamStatus.CREATING, (image, now) -> activate(image, now.fact(), ends))));
    }

    private static int shardCount(StreamFact fact) {
        if (fact.sharding().goal().orElseThrow() instanceof ReshardGoal.ShardCount goal) {
            return goal.count();
        }
        throw new IllegalStateException(fact.name() + " is being created without a shard count");
    }

    private List<Change> activate(CatalogImage image, StreamFact fact, Map<Integer, Long> firstOffsets) {
        Instant now = clock.instant();
        // Above every number of a deleted stream of this name.
        long creationSecond = Math.max(now.getEpochSecond(), image.account().lastDeletedSecond() + 1);
        List<HashKeyRange> ranges = HashKeyRange.even(shardCount(fact));
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            Shard shard = new Shard(
                    new ShardId(i),
                    i,
                    ranges.get(i),
                    creationSecond,
                    firstOffsets.get(i),
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    Shard.State.OPEN,
                    Optional.empty());
            changes.add(new Change.Put(new ShardFact(fact.name(), fact.incarnation(), shard)));
        }
        changes.add(
                new Change.Put(fact.withStatus(StreamStatus.ACTIVE).withSharding(Sharding.startingAt(ranges.size()))));
        return changes;
    }
}
