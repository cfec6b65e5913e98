package io.millrace.firehose.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.firehose.ManualClock;
import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.buffer.SpillFolder;
import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.delivery.MissingObjects;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.simulation.InMemoryStore;
import io.millrace.firehose.error.ErrorLayout;
import io.millrace.firehose.format.VerbatimFormat;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.prefix.FileExtension;
import io.millrace.firehose.prefix.Prefixes;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.Origin;
import io.millrace.firehose.retry.Patience;
import io.millrace.firehose.transform.Batcher;
import io.millrace.firehose.transform.Limits;
import io.millrace.firehose.transform.PartitionTransforms;
import io.millrace.firehose.transform.TableRoute;
import io.millrace.firehose.transform.Transformed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic, a consumer group's offsets, a bucket and a clock that jumps; tasks come and go. What a transform answers, and when, is the dice's: neither the records'
 * prefixes nor where units end are the same when records are read again.
 */
final class CrashWorld {

    static final int PARTITIONS = 2;
    static final int RECORDS = 12;
    private static final String BUCKET = "bucket";
    private static final ObjectMapper JSON = new ObjectMapper();

    final InMemoryStore store = new InMemoryStore();
    final Random dice;
    private final boolean exactlyOnce;
    private final Path spill;
    private final long budget;
    private final Map<TopicPartition, Long> group = new HashMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));

    /** @param budget of memory; a small one spills and rolls all the time */
    CrashWorld(long seed, boolean exactlyOnce, Path spill, long budget) {
        this.dice = new Random(seed);
        this.exactlyOnce = exactlyOnce;
        this.spill = spill;
        this.budget = budget;
        store.onComplete((name, bytes) -> read(name, bytes).forEach(id -> seen.merge(id, 1, Integer::sum)));
    }

    /** How often each record was made visible, that is: in a new object. */
    Map<String, Integer> seen() {
        return seen;
    }

    static List<String> all() {
        List<String> ids = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int offset = 0; offset < RECORDS; offset++) {
                ids.add(partition + "@" + offset);
            }
        }
        return ids;
    }

    private static List<String> read(ObjectName name, byte[] bytes) {
        List<String> ids = new ArrayList<>();
        new String(bytes, UTF_8).lines().forEach(line -> ids.add(name.key().startsWith("errors/") ? raw(line) : line));
        return ids;
    }

    private static String raw(String line) {
        try {
            JsonNode error = JSON.readTree(line);
            return new String(error.path("rawData").binaryValue(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Task task(FatefulStore.Fate fate) {
        return new Task(fate);
    }

    /** A task with both partitions. */
    final class Task {
        private final FakeContext context = new FakeContext();
        private final Map<TopicPartition, Long> positions = new HashMap<>();
        private final List<Runnable> answers = new ArrayList<>();
        private final SpillFolder spillFolder;
        private final TaskDelivery delivery;

        private Task(FatefulStore.Fate fate) {
            try {
                spillFolder = new SpillFolder(spill, budget);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Uploads uploads = new Uploads(
                    new FatefulStore(store, fate),
                    new Patience(Duration.ZERO, Duration.ZERO),
                    Runnable::run,
                    new MemoryBudget(budget),
                    spillFolder);
            delivery = new TaskDelivery(plan(), uploads, new DeliveryMetrics(clock, System::nanoTime), context, clock);
            List<TopicPartition> assigned = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assigned.add(new TopicPartition("t", partition));
            }
            assigned.forEach(at -> positions.put(at, group.getOrDefault(at, 0L)));
            delivery.open(assigned);
        }

        /** One round of a worker. */
        void round() {
            positions.putAll(context.takeSeeks());
            positions.replaceAll((at, position) -> context.isPaused(at) ? position : read(at, position));
            answers.removeIf(answer -> dice.nextInt(3) > 0 && run(answer));
            delivery.poll();
            if (dice.nextInt(3) == 0) {
                delivery.delivered().forEach((at, offset) -> group.put(at, offset.offset()));
            }
            clock.pass(Duration.ofSeconds(dice.nextInt(40)));
        }

        private boolean run(Runnable answer) {
            answer.run();
            return true;
        }

        private long read(TopicPartition at, long position) {
            long end = Math.min(RECORDS, position + dice.nextInt(4));
            for (long offset = position; offset < end; offset++) {
                byte[] value = (at.partition() + "@" + offset + "\n").getBytes(UTF_8);
                delivery.add(new Origin(at.topic(), at.partition(), offset, 0, clock.instant()), value, null);
            }
            return end;
        }

        /** All is delivered: by this task, or by others as far as the group knows. */
        boolean isDone() {
            Map<TopicPartition, OffsetAndMetadata> delivered = delivery.delivered();
            return positions.keySet().stream()
                    .allMatch(at -> group.getOrDefault(at, 0L) == RECORDS
                            || (delivered.containsKey(at) && delivered.get(at).offset() == RECORDS));
        }

        /** The operating system takes back what a process had. */
        void end() {
            try {
                spillFolder.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private DeliveryPlan plan() {
            Prefixes prefixes = Prefixes.parse(
                    "data/k=!{partitionKeyFromLambda:k}/", "errors/!{firehose:error-output-type}/", ZoneOffset.UTC);
            FileTarget records = new FileTarget(
                    BUCKET,
                    prefixes.data(),
                    ZoneOffset.UTC,
                    new VerbatimFormat(),
                    Compression.UNCOMPRESSED,
                    FileExtension.NONE);
            FileTarget errors = new FileTarget(
                    BUCKET,
                    prefixes.error(),
                    ZoneOffset.UTC,
                    new VerbatimFormat(),
                    Compression.UNCOMPRESSED,
                    FileExtension.NONE);
            return new DeliveryPlan(
                    "stream",
                    1,
                    (in, out) -> out.emit(in),
                    () -> Optional.of(new PartitionTransforms(
                            new Batcher(new Limits(1 << 20, Duration.ZERO), 1000), this::transform, 2)),
                    (in, out) -> out.emit(in),
                    new DeliveryPlan.Target.Files(records),
                    errors,
                    new ErrorLayout(Optional.empty(), Optional.empty()),
                    Optional.empty(),
                    20,
                    Duration.ofSeconds(30),
                    2,
                    exactlyOnce
                            ? Optional.of(new DeliveryPlan.Heads(BUCKET, "state/", MissingObjects.STOP))
                            : Optional.empty(),
                    Duration.ofDays(1),
                    Optional.empty());
        }

        private CompletableFuture<List<Transformed>> transform(List<DeliveryRecord> batch) {
            var results = new CompletableFuture<List<Transformed>>();
            answers.add(() -> results.complete(batch.stream().map(this::result).toList()));
            return results;
        }

        private Transformed result(DeliveryRecord record) {
            if (dice.nextInt(8) == 0) {
                Failure failure = new Failure(ErrorType.PROCESSING_FAILED, "Lambda.ProcessingFailedStatus", "dice");
                return new Transformed.Failed(record, failure, 1, clock.instant());
            }
            Map<String, String> keys = Map.of("k", Integer.toString(dice.nextInt(3)));
            return new Transformed.Ok(record.withTransformKeys(keys), TableRoute.NONE);
        }
    }
}
