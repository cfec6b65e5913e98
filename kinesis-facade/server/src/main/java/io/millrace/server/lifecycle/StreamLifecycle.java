package io.millrace.server.lifecycle;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.concurrent.Scheduler;
import io.millrace.server.kafka.StrayPositions;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.reshard.Courtesy;
import io.millrace.server.reshard.Members;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the catalog, carries on what streams have begun, and removes shards that have expired. */
public final class StreamLifecycle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamLifecycle.class);
    private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final StrayPositions strays;
    private final Courtesy courtesy;
    private final Clock clock;
    private final StreamSteps steps;
    private final Scheduler threads = new Scheduler("stream-lifecycle", 2);

    public StreamLifecycle(
            Catalog catalog,
            StreamTopics topics,
            StrayPositions strays,
            Members members,
            Courtesy courtesy,
            Clock clock) {
        this.catalog = catalog;
        this.strays = strays;
        this.courtesy = courtesy;
        this.clock = clock;
        this.steps = new StreamSteps(
                catalog,
                courtesy,
                Map.of(
                        StreamStatus.CREATING, new Creation(catalog, topics, clock),
                        StreamStatus.DELETING, new Deletion(catalog, topics, members)),
                new Resharding(catalog, topics, strays, members, clock),
                threads::after);
    }

    public void start() {
        catalog.onChange(steps::follow);
        threads.every(EXPIRY_INTERVAL, this::expireShards);
    }

    private void expireShards() {
        if (courtesy.patience("shard-expiry").isZero()) {
            ShardExpiry.due(catalog.image(), clock.instant()).forEach(this::expire);
        }
    }

    /** Only what lies behind a shard that is known still can be told from the records of the next shard of its partition. */
    private void expire(StreamImage stream, List<Shard> due) {
        StreamFact fact = stream.fact();
        Set<Integer> partitions = due.stream().map(Shard::partition).collect(Collectors.toSet());
        strays.carriedToTheEnd(fact.name(), fact.incarnation(), partitions)
                .thenCompose(carried -> {
                    Set<ShardId> forgettable = due.stream()
                            .filter(shard -> carried.contains(shard.partition()))
                            .map(Shard::id)
                            .collect(Collectors.toSet());
                    return forgettable.isEmpty()
                            ? CompletableFuture.completedStage(0)
                            : catalog.change(new ShardExpiry(stream, forgettable, clock.instant()));
                })
                .whenComplete((count, e) -> {
                    if (e != null) {
                        LOG.atWarn()
                                .addKeyValue("stream", fact.name())
                                .addKeyValue("cause", e.toString())
                                .log("expired shards could not be removed yet");
                    } else if (count > 0) {
                        LOG.atInfo()
                                .addKeyValue("stream", fact.name())
                                .addKeyValue("shards", count)
                                .log("expired shards removed");
                    }
                });
    }

    @Override
    public void close() {
        threads.close();
    }
}
