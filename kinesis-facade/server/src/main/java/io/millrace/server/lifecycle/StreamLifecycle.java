package io.millrace.server.lifecycle;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the catalog and takes every stream that is not ACTIVE one step after the other until it is, or is gone. Every
 * node does; the one whose turn it is begins, and if it does not get on, others take over (rule R7). A step that fails is tried
 * again; a reshard that keeps failing is undone.
 */
public final class StreamLifecycle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamLifecycle.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(1);
    private static final int ATTEMPTS_BEFORE_UNDO = 8;

    private final Catalog catalog;
    private final StrayPositions strays;
    private final Courtesy courtesy;
    private final Clock clock;
    private final Map<StreamStatus, Transition> transitions;
    private final Resharding resharding;
    private final Map<StreamName, String> underWay = new ConcurrentHashMap<>();
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
        this.resharding = new Resharding(catalog, topics, members, clock);
        this.transitions = Map.of(
                StreamStatus.CREATING, new Creation(catalog, topics, clock),
                StreamStatus.UPDATING, resharding,
                StreamStatus.DELETING, new Deletion(catalog, topics, members));
    }

    public void start() {
        catalog.onChange(this::follow);
        threads.every(EXPIRY_INTERVAL, this::expireShards);
    }

    private void follow(CatalogImage image) {
        for (StreamImage stream : image.streams().values()) {
            if (!stream.fact().isActive()) {
                takeUp(stream);
            }
        }
    }

    private void takeUp(StreamImage stream) {
        StreamFact fact = stream.fact();
        if (underWay.putIfAbsent(fact.name(), fact.incarnation()) == null) {
            leaveToOthers(stream);
        }
    }

    /** For so long as others may be at it, and again whenever they have got on. */
    private void leaveToOthers(StreamImage stream) {
        StreamName name = stream.fact().name();
        Duration patience = courtesy.patience(stream.fact().incarnation());
        threads.after(patience, () -> {
            Optional<StreamImage> now = catalog.image().stream(name);
            if (patience.isZero() || now.isEmpty() || now.get() == stream) {
                step(name, 0);
            } else {
                leaveToOthers(now.get());
            }
        });
    }

    private void step(StreamName name, int failures) {
        StreamImage stream = catalog.image().stream(name).orElse(null);
        if (stream == null || stream.fact().isActive()) {
            underWay.remove(name);
            followAgain(name);
            return;
        }
        StreamStatus status = stream.fact().status();
        boolean giveUp = status == StreamStatus.UPDATING && failures >= ATTEMPTS_BEFORE_UNDO;
        try {
            (giveUp ? resharding.undo(stream) : transitions.get(status).step(stream))
                    .whenComplete((done, e) -> after(stream, failures, e));
        } catch (RuntimeException e) {
            after(stream, failures, e);
        }
    }

    /** A stream may have begun to change between the last look and its removal from what is under way. */
    private void followAgain(StreamName name) {
        catalog.image().stream(name).filter(stream -> !stream.fact().isActive()).ifPresent(this::takeUp);
    }

    private void after(StreamImage stream, int failures, Throwable e) {
        StreamName name = stream.fact().name();
        if (e == null) {
            threads.after(Duration.ZERO, () -> step(name, 0));
            return;
        }
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 16));
        LOG.atWarn()
                .addKeyValue("stream", name)
                .addKeyValue("status", stream.fact().status())
                .addKeyValue("failures", failures + 1)
                .addKeyValue("cause", e.toString())
                .log("a step of a stream failed and will be tried again");
        threads.after(delay.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : delay, () -> step(name, failures + 1));
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
