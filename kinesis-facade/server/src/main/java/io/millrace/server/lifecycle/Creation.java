package io.millrace.server.lifecycle;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.kafka.TopicRefusedException;
import io.millrace.server.kafka.UntilKnown;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CREATING to ACTIVE: makes the topic, and opens one shard a partition. A stream whose topic Kafka refuses, although it did
 * not when it was asked, is forgotten again.
 */
final class Creation implements Transition {

    private static final Logger LOG = LoggerFactory.getLogger(Creation.class);

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
                        stream, StreamStatus.CREATING, (image, now) -> activate(image, now.fact(), ends))))
                .exceptionallyCompose(e -> Failures.cause(e) instanceof TopicRefusedException refused
                        ? undo(stream, refused)
                        : CompletableFuture.failedStage(e));
    }

    private CompletionStage<Boolean> undo(StreamImage stream, TopicRefusedException refused) {
        LOG.atError()
                .addKeyValue("stream", stream.fact().name())
                .addKeyValue("reason", refused.getMessage())
                .log("a stream is not created");
        return catalog.change(Guarded.whileIt(
                stream,
                StreamStatus.CREATING,
                (image, now) ->
                        List.of(new Change.Remove(FactKey.ofStream(now.fact().name())))));
    }

    private static int shardCount(StreamFact fact) {
        if (fact.sharding().goal().orElseThrow() instanceof ReshardGoal.ShardCount goal) {
            return goal.count();
        }
        throw new IllegalStateException(fact.name() + " is being created without a shard count");
    }

    private List<Change> activate(CatalogImage image, StreamFact fact, Map<Integer, Long> firstOffsets) {
        return FirstShards.of(fact.withStatus(StreamStatus.ACTIVE), firstOffsets, image, clock.instant());
    }
}
