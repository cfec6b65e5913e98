package io.millrace.firehose.assembly;

import io.millrace.firehose.aws.RequestSigner;
import io.millrace.firehose.aws.SigV4Signer;
import io.millrace.firehose.config.FunctionSettings;
import io.millrace.firehose.config.TransformSettings;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.metrics.MeasuredTransform;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.retry.Backoff;
import io.millrace.firehose.transform.Batcher;
import io.millrace.firehose.transform.Envelope;
import io.millrace.firehose.transform.PartitionTransforms;
import io.millrace.firehose.transform.RequestEncoder;
import io.millrace.firehose.transform.Transform;
import io.millrace.firehose.transform.Transformed;
import io.millrace.firehose.transform.Transformer;
import io.millrace.firehose.transform.http.HttpTransform;
import io.millrace.firehose.transform.inprocess.InProcessTransform;
import io.millrace.firehose.transform.inprocess.JavaFunction;
import io.millrace.firehose.transform.process.ProcessTransform;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;

/** The function that transforms a task's records. */
final class Functions implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final TransformSettings settings;
    private final Transform transform;
    private final Transformer transformer;
    private final long envelopeBound;
    private final DeliveryMetrics metrics;

    Functions(
            TransformSettings settings,
            Envelope envelope,
            DeliveryMetrics metrics,
            ScheduledExecutorService scheduler,
            Clock clock) {
        RandomGenerator random = new SharedRandom();
        this.settings = settings;
        this.metrics = metrics;
        this.transform = new MeasuredTransform(open(settings, clock, random), metrics);
        this.transformer =
                new Transformer(transform, envelope, settings.retries(), Backoff.DEFAULT, scheduler, clock, random);
        this.envelopeBound = new RequestEncoder(envelope).envelopeBound();
    }

    private static Transform open(TransformSettings settings, Clock clock, RandomGenerator random) {
        FunctionSettings function = settings.function();
        if (function instanceof FunctionSettings.Http http) {
            return new HttpTransform(http.endpoint(), http.function(), signer(http), settings.timeLimit());
        }
        if (function instanceof FunctionSettings.Processes process) {
            try {
                return new ProcessTransform(
                        process.spec(),
                        process.count(),
                        settings.timeLimit(),
                        START_LIMIT,
                        Backoff.DEFAULT,
                        clock,
                        random);
            } catch (IOException e) {
                throw new ConnectException("Cannot listen for the transform's processes", e);
            }
        }
        FunctionSettings.Java java = (FunctionSettings.Java) function;
        try {
            return new InProcessTransform(
                    new JavaFunction(java.root(), java.handler()),
                    settings.concurrency(),
                    settings.timeLimit(),
                    START_LIMIT,
                    Backoff.DEFAULT,
                    clock,
                    random);
        } catch (IOException e) {
            throw new ConnectException("transform.root: " + java.root() + " cannot be read", e);
        }
    }

    private static RequestSigner signer(FunctionSettings.Http http) {
        if (http.signing().isEmpty()) {
            return RequestSigner.NONE;
        }
        FunctionSettings.Signing signing = http.signing().get();
        try {
            return SigV4Signer.create("lambda", signing.region(), signing.identity());
        } catch (IllegalStateException e) {
            throw new ConfigException("transform.signing.access.key.id: " + e.getMessage()
                    + ": write a key with its secret, or let the worker have credentials");
        }
    }

    /** Those of one partition. */
    PartitionTransforms forPartition() {
        return new PartitionTransforms(
                new Batcher(settings.limits(), envelopeBound), this::transform, settings.concurrency());
    }

    /** What it returns is the transformer's own: to cancel it ends the retries. */
    private CompletableFuture<List<Transformed>> transform(List<DeliveryRecord> batch) {
        CompletableFuture<List<Transformed>> results = transformer.transform(batch);
        var unused = results.thenAccept(metrics::transformed);
        return results;
    }

    @Override
    public void close() {
        transform.close();
    }
}
