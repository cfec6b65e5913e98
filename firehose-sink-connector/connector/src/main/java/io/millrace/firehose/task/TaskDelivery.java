package io.millrace.firehose.task;

import io.millrace.firehose.delivery.Commitment;
import io.millrace.firehose.delivery.OffsetCommit;
import io.millrace.firehose.delivery.PartitionCommit;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of a task, and the memory that they share. For the task's thread. */
public final class TaskDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(TaskDelivery.class);

    /** Nobody can wake a task whose uploads are done: it looks so often while some are under way. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /** A partition that is assigned while the task sleeps is paused until it wakes up, and nothing else wakes it. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    private static final Duration SETTLING = Duration.ofSeconds(3);

    private final DeliveryPlan plan;
    private final Uploads uploads;
    private final DeliveryMetrics metrics;
    private final SinkTaskContext context;
    private final Clock clock;
    private final ActivePartitions active;
    private final Map<TopicPartition, PartitionDelivery> partitions = new HashMap<>();
    private final Relief relief;
    private Optional<StoreFitness> fitness;
    private boolean mayRead = true;

    public TaskDelivery(
            DeliveryPlan plan, Uploads uploads, DeliveryMetrics metrics, SinkTaskContext context, Clock clock) {
        this.plan = plan;
        this.uploads = uploads;
        this.metrics = metrics;
        this.context = context;
        this.clock = clock;
        this.active = new ActivePartitions(plan.activePartitions());
        this.relief = new Relief(uploads.budget(), partitions.values());
        this.fitness = plan.heads().map(heads -> new StoreFitness(heads, uploads, new Refusals(plan.refusals())));
        context.timeout(LONGEST_SLEEP.toMillis()); // the worker would sleep until it is to commit offsets
    }

    public void open(Collection<TopicPartition> assigned) {
        for (TopicPartition at : assigned) {
            partitions.put(
                    at,
                    new PartitionDelivery(
                            at.topic(),
                            at.partition(),
                            plan,
                            uploads,
                            active,
                            commitment(at),
                            position(at),
                            clock,
                            new Refusals(plan.refusals()),
                            new ErrantRecords(reporter(context)),
                            metrics));
        }
    }

    private static @Nullable ErrantRecordReporter reporter(SinkTaskContext context) {
        try {
            return context.errantRecordReporter();
        } catch (NoSuchMethodError e) {
            // a worker from before Kafka 2.6
            return null;
        }
    }

    private Commitment commitment(TopicPartition at) {
        String writer = plan.name() + "/" + UUID.randomUUID();
        return plan.heads()
                .<Commitment>map(heads -> new PartitionCommit(
                        uploads.store(),
                        new PartitionCommit.Place(
                                heads.of(at.topic(), at.partition()), at.topic(), at.partition(), writer),
                        () -> UUID.randomUUID().toString(),
                        heads.missing()))
                .orElseGet(() -> new OffsetCommit(uploads.store(), at.topic(), at.partition(), writer));
    }

    private Position position(TopicPartition at) {
        return new Position() {
            @Override
            public void seek(long offset) {
                context.offset(at, offset);
            }

            @Override
            public void pause() {
                context.pause(at);
            }

            @Override
            public void resume() {
                context.resume(at);
            }
        };
    }

    /**
     * @param value nothing for a record that has none
     * @param source as Connect has it, for its own reports of failures
     */
    public void add(Origin origin, byte @Nullable [] value, @Nullable SinkRecord source) {
        PartitionDelivery partition = partitions.get(new TopicPartition(origin.topic(), origin.partition()));
        if (partition != null) {
            partition.add(origin, value, source);
            relief.afterRecord();
        }
    }

    /** A record that could not be read. */
    public void addFailed(Origin origin, byte[] raw, Failure failure, @Nullable SinkRecord source) {
        PartitionDelivery partition = partitions.get(new TopicPartition(origin.topic(), origin.partition()));
        if (partition != null) {
            partition.addFailed(origin, raw, failure, source);
            relief.afterRecord();
        }
    }

    /** Does all that can be done now, and asks to be called again when there is more. */
    public void poll() {
        if (storeIsFit()) {
            relief.makeRoom();
            mayRead = uploads.budget().isExceeded()
                    ? false
                    : mayRead || uploads.budget().excess() <= 0;
            if (!mayRead) {
                relief.rollLargest();
            }
            for (PartitionDelivery partition : partitions.values()) {
                partition.poll(mayRead);
            }
        }
        metrics.now(state());
        context.timeout(sleep().toMillis());
    }

    private DeliveryMetrics.State state() {
        Instant oldest = Instant.MAX;
        int heldBack = 0;
        for (PartitionDelivery partition : partitions.values()) {
            Instant its = partition.oldest();
            oldest = its.isBefore(oldest) ? its : oldest;
            heldBack += partition.isHeldBack() ? 1 : 0;
        }
        return new DeliveryMetrics.State(oldest, active.count(), active.refused(), heldBack);
    }

    private boolean storeIsFit() {
        fitness = fitness.filter(store -> !store.isKnown(clock.instant()));
        return fitness.isEmpty();
    }

    private Duration sleep() {
        Instant now = clock.instant();
        Instant due = partitions.values().stream()
                .map(PartitionDelivery::due)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        if (fitness.isPresent() || !mayRead || due.isBefore(now.plus(LOOK_AGAIN))) {
            return LOOK_AGAIN;
        }
        return due.isAfter(now.plus(LONGEST_SLEEP)) ? LONGEST_SLEEP : Duration.between(now, due);
    }

    /** What the consumer group may be told. */
    public Map<TopicPartition, OffsetAndMetadata> delivered() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((at, partition) ->
                partition.delivered().ifPresent(next -> offsets.put(at, new OffsetAndMetadata(next))));
        return offsets;
    }

    /** These partitions are no longer ours. What settles them goes before all that is thrown away, which nobody waits for. */
    public void close(Collection<TopicPartition> revoked) {
        List<PartitionDelivery> closing = revoked.stream()
                .map(partitions::remove)
                .filter(Objects::nonNull)
                .toList();
        CompletableFuture<?>[] settled =
                closing.stream().map(PartitionDelivery::settle).toArray(CompletableFuture[]::new);
        closing.forEach(PartitionDelivery::close);
        try {
            CompletableFuture.allOf(settled).get(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("Some units stay unsettled: whoever comes next looks for their objects", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
