package io.millrace.firehose.task;

import io.millrace.firehose.ManualClock;
import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.buffer.SpillFolder;
import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.delivery.MissingObjects;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.error.ErrorLayout;
import io.millrace.firehose.format.VerbatimFormat;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.prefix.FileExtension;
import io.millrace.firehose.prefix.Prefixes;
import io.millrace.firehose.record.Origin;
import io.millrace.firehose.retry.Patience;
import io.millrace.firehose.transform.PartitionTransforms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A task whose uploads are done when a test says so, and whose clock stands still until it is moved. No disk, an interval of an hour. */
final class Rig {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final Prefixes PREFIXES = Prefixes.parse("data/", "errors/!{firehose:error-output-type}/", ZoneOffset.UTC);
    static final DeliveryPlan.Target FILES = new DeliveryPlan.Target.Files(target(PREFIXES, false));

    /** After which a refusal is followed by another attempt: not before the clock is moved. */
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final FakeContext context = new FakeContext();
    private final Queue<Runnable> uploads = new ConcurrentLinkedQueue<>();
    private final ManualClock clock = new ManualClock(BEGIN);
    private final MemoryBudget budget;
    private final TaskDelivery delivery;

    /** In milliseconds: how long the worker sleeps before the task is called first, and after it was called last. */
    final long sleepBeforeAll;

    long sleep() {
        return context.sleep();
    }

    final DeliveryMetrics metrics = new DeliveryMetrics(clock, System::nanoTime);

    Rig(ObjectStore store, Path spill, DeliveryPlan.Target records, int partitions, long bufferBytes, long limit)
            throws IOException {
        this(store, spill, records, Optional::empty, partitions, bufferBytes, limit);
    }

    /** @param transforms of each partition */
    Rig(
            ObjectStore store,
            Path spill,
            DeliveryPlan.Target records,
            Supplier<Optional<PartitionTransforms>> transforms,
            int partitions,
            long bufferBytes,
            long limit)
            throws IOException {
        budget = new MemoryBudget(limit);
        Uploads shared =
                new Uploads(store, new Patience(MOMENT, MOMENT), uploads::add, budget, new SpillFolder(spill, 0));
        delivery = new TaskDelivery(plan(records, transforms, bufferBytes), shared, metrics, context, clock);
        IntStream.range(0, partitions).forEach(each -> positions.put(new TopicPartition("t", each), 0L));
        sleepBeforeAll = context.sleep();
        delivery.open(positions.keySet());
        rest();
    }

    private static FileTarget target(Prefixes prefixes, boolean errors) {
        return new FileTarget(
                "bucket",
                errors ? prefixes.error() : prefixes.data(),
                ZoneOffset.UTC,
                new VerbatimFormat(),
                Compression.UNCOMPRESSED,
                FileExtension.NONE);
    }

    private static DeliveryPlan plan(
            DeliveryPlan.Target records, Supplier<Optional<PartitionTransforms>> transforms, long bufferBytes) {
        return new DeliveryPlan(
                "stream",
                1,
                (in, out) -> out.emit(in),
                transforms,
                (in, out) -> out.emit(in),
                records,
                target(PREFIXES, true),
                new ErrorLayout(Optional.empty(), Optional.empty()),
                Optional.empty(),
                bufferBytes,
                Duration.ofHours(1),
                500,
                records instanceof DeliveryPlan.Target.Files
                        ? Optional.of(new DeliveryPlan.Heads("bucket", "state/", MissingObjects.STOP))
                        : Optional.empty(),
                Duration.ofDays(1),
                Optional.empty());
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    /** One partition gets so many records if it is not paused, and the task a call. */
    void readOne(int partition, int count, int size) {
        positions.putAll(context.takeSeeks());
        positions.computeIfPresent(
                new TopicPartition("t", partition),
                (at, position) -> context.isPaused(at) ? position : read(at, position, count, size));
        delivery.poll();
    }

    /** Every partition that is not paused gets so many records, and the task a call. */
    void read(int count, int size) {
        positions.putAll(context.takeSeeks());
        positions.replaceAll((at, position) -> context.isPaused(at) ? position : read(at, position, count, size));
        delivery.poll();
    }

    private long read(TopicPartition at, long position, int count, int size) {
        for (long offset = position; offset < position + count; offset++) {
            delivery.add(new Origin(at.topic(), at.partition(), offset, 0, clock.instant()), new byte[size], null);
        }
        return position + count;
    }

    /** All partitions are taken away, while one thread uploads. */
    void close() throws InterruptedException {
        var closing = new Thread(() -> delivery.close(List.copyOf(positions.keySet())));
        closing.start();
        while (closing.isAlive() || !uploads.isEmpty()) {
            Runnable next = uploads.poll();
            if (next == null) {
                closing.join(1);
            } else {
                next.run();
            }
        }
    }

    /** Uploads all there is to upload, and whatever comes of it. */
    void rest() {
        for (int idle = 0; idle < 3; idle++) {
            delivery.poll();
            for (Runnable next = uploads.poll(); next != null; next = uploads.poll()) {
                next.run();
                idle = 0;
            }
        }
        positions.putAll(context.takeSeeks());
    }

    /** That files and what waits hold. */
    long memory() {
        return budget.used();
    }

    boolean isStanding() {
        return positions.keySet().stream().allMatch(context::isPaused);
    }

    /** The offsets of all partitions together. */
    long delivered() {
        return delivery.delivered().values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }
}
