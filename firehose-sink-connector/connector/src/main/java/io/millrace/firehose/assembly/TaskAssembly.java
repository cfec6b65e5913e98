package io.millrace.firehose.assembly;

import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.buffer.SpillFolder;
import io.millrace.firehose.config.DestinationSettings;
import io.millrace.firehose.config.FirehoseConfig;
import io.millrace.firehose.config.MemorySettings;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.destination.s3.S3ObjectStore;
import io.millrace.firehose.kinesis.CatalogShards;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.metrics.MeasuredStore;
import io.millrace.firehose.retry.Patience;
import io.millrace.firehose.task.DeliveryPlan;
import io.millrace.firehose.task.SourceShards;
import io.millrace.firehose.task.TaskDelivery;
import io.millrace.firehose.task.Uploads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that a task has open. */
public final class TaskAssembly implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskAssembly.class);
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(100), Duration.ofSeconds(20));

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final TaskDelivery delivery;

    /**
     * @param task its number in the connector
     * @throws ConnectException if something cannot be opened; then nothing is open
     */
    public TaskAssembly(FirehoseConfig config, int task, SinkTaskContext context, Clock clock) {
        try {
            this.delivery = assemble(config, task, context, clock);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private TaskDelivery assemble(FirehoseConfig config, int task, SinkTaskContext context, Clock clock) {
        String name = config.stream().name();
        MemorySettings memory = config.memory();
        SpillFolder spill = spill(memory);
        var budget = new MemoryBudget(memory.budgetBytes());
        var metrics = new DeliveryMetrics(clock, System::nanoTime);
        keep(TaskFigures.show(config, task, metrics, budget, spill));
        var store = keep(new S3ObjectStore(config.s3().store(), config.s3().objects(), memory.uploadThreads()));
        ExecutorService threads = UploadThreads.start(memory.uploadThreads(), name);
        keep(() -> UploadThreads.stop(threads));
        Optional<Functions> functions = functions(config, metrics, clock);
        Optional<DeliveryPlan.Target> requests = destination(config, clock)
                .map(to -> new DeliveryPlan.Target.Requests(to, Destinations.errorPrefixes(config.destination())));
        Optional<SourceShards> shards =
                config.kinesis().map(kinesis -> keep(new CatalogShards(kinesis.client(), kinesis.catalogTopic())));
        DeliveryPlan plan = Plans.of(
                config,
                shards,
                () -> functions.map(Functions::forPartition),
                () -> Formats.of(config.format(), open::push),
                requests,
                metrics);
        var uploads = new Uploads(new MeasuredStore(store, metrics), PATIENCE, threads, budget, spill);
        return new TaskDelivery(plan, uploads, metrics, context, clock);
    }

    private SpillFolder spill(MemorySettings memory) {
        try {
            return keep(new SpillFolder(memory.spillDirectory(), memory.spillBudgetBytes()));
        } catch (IOException e) {
            throw new ConnectException(
                    "spill.directory: cannot write to " + memory.spillDirectory()
                            + ": write a folder that the worker may use, or spill.budget.mib=0",
                    e);
        }
    }

    /** The scheduler ends before the function: a batch that was to be asked again then stays without an answer, and is read again. */
    private Optional<Functions> functions(FirehoseConfig config, DeliveryMetrics metrics, Clock clock) {
        return config.transform().map(settings -> {
            ScheduledExecutorService scheduler =
                    Schedulers.start("transform-" + config.stream().name());
            try {
                return keep(new Functions(settings, config.stream().envelope(), metrics, scheduler, clock));
            } finally {
                keep(scheduler::shutdownNow);
            }
        });
    }

    /** Nothing if records go to files. */
    private Optional<Destination> destination(FirehoseConfig config, Clock clock) {
        if (config.destination() instanceof DestinationSettings.S3) {
            return Optional.empty();
        }
        ScheduledExecutorService scheduler =
                Schedulers.start("delivery-" + config.stream().name());
        keep(scheduler::shutdownNow);
        return Optional.of(keep(Destinations.open(config.destination(), scheduler, clock)));
    }

    private <T extends AutoCloseable> T keep(T opened) {
        open.push(opened);
        return opened;
    }

    public TaskDelivery delivery() {
        return delivery;
    }

    @Override
    public void close() {
        for (@Nullable AutoCloseable last = open.poll(); last != null; last = open.poll()) {
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("Could not close {}", last, e);
            }
        }
    }
}
