package io.millrace.firehose.transform;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.retry.Backoff;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a batch transformed: asks, asks again after failures, and has a result for every record in the end.
 *
 * <p>What {@link #transform} returns never completes with an error. A function that crashes, hangs or cannot be reached is asked
 * {@code retries} times more, after waits; then the whole batch fails with the service's code and each record keeps its raw data.
 * An answer is final, however malformed: asking again would cost as much and change nothing. No thread waits for anything here.
 *
 * <p>To stop, shut the scheduler down before the transform is closed: batches that are under way then stay without results, and their
 * records are read again by whoever comes next.
 */
public final class Transformer {

    private static final Logger LOG = LoggerFactory.getLogger(Transformer.class);

    private final Transform transform;
    private final RequestEncoder encoder;
    private final ResponseParser parser;
    private final int retries;
    private final Backoff backoff;
    private final ScheduledExecutorService scheduler;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * @param retries {@code NumberOfRetries}: invocations after the first
     * @param random used from several threads
     */
    public Transformer(
            Transform transform,
            Envelope envelope,
            int retries,
            Backoff backoff,
            ScheduledExecutorService scheduler,
            Clock clock,
            RandomGenerator random) {
        this.transform = transform;
        this.encoder = new RequestEncoder(envelope);
        this.parser = new ResponseParser(envelope.shape());
        this.retries = retries;
        this.backoff = backoff;
        this.scheduler = scheduler;
        this.clock = clock;
        this.random = random;
    }

    /** One result per record, in the order of the records. Cancelling it ends the retries. */
    public CompletableFuture<List<Transformed>> transform(List<DeliveryRecord> batch) {
        var results = new CompletableFuture<List<Transformed>>();
        attempt(batch, 1, results);
        return results;
    }

    private void attempt(List<DeliveryRecord> batch, int attempt, CompletableFuture<List<Transformed>> results) {
        if (results.isDone()) {
            return;
        }
        try {
            // written anew for each attempt: every invocation has its own id, and waiting batches hold no copy
            byte[] request = encoder.encode(UUID.randomUUID().toString(), batch);
            if (request.length > Limits.INVOCATION_BYTES) {
                fail(batch, InvocationFailure.TooLarge.request(request.length), attempt - 1, results);
                return;
            }
            transform
                    .invoke(request)
                    .whenComplete((response, error) -> answered(batch, attempt, response, error, results));
        } catch (RuntimeException | Error e) {
            // an error, too: a request that memory does not suffice for
            failed(batch, new InvocationFailure.Transport(e), attempt, results);
        }
    }

    private void answered(
            List<DeliveryRecord> batch,
            int attempt,
            byte @Nullable [] response,
            @Nullable Throwable error,
            CompletableFuture<List<Transformed>> results) {
        if (error != null) {
            failed(batch, cause(error), attempt, results);
        } else if (response == null || response.length > Limits.INVOCATION_BYTES) {
            failed(batch, InvocationFailure.TooLarge.response(), attempt, results);
        } else {
            try {
                results.complete(parser.parse(response, batch, attempt, clock.instant()));
            } catch (RuntimeException | Error e) {
                LOG.atError().setCause(e).log("Could not read a transform's answer");
                results.complete(
                        ResponseParser.failAll(batch, LambdaErrors.notTheProtocol(), attempt, clock.instant()));
            }
        }
    }

    private void failed(
            List<DeliveryRecord> batch,
            InvocationFailure failure,
            int attempt,
            CompletableFuture<List<Transformed>> results) {
        if (scheduler.isShutdown()) {
            // whoever stops ends invocations, and that is no failure of their records
            stayUndone();
            return;
        }
        if (!failure.retriable() || attempt > retries) {
            fail(batch, failure, attempt, results);
            return;
        }
        long wait = backoff.delay(attempt, random).toMillis();
        LOG.atInfo()
                .addKeyValue("attempt", attempt)
                .addKeyValue("records", batch.size())
                .addKeyValue("again_in_ms", wait)
                .log("A transform failed: {}", failure.getMessage());
        try {
            scheduler.schedule(() -> attempt(batch, attempt + 1, results), wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            stayUndone();
        }
    }

    private static void stayUndone() {
        LOG.atDebug().log("The connector stops: a batch that is not done stays undone, and is read again");
    }

    private void fail(
            List<DeliveryRecord> batch,
            InvocationFailure failure,
            int attempts,
            CompletableFuture<List<Transformed>> results) {
        Failure told = failure.failure();
        LOG.atWarn()
                .addKeyValue("attempts", attempts)
                .addKeyValue("records", batch.size())
                .addKeyValue("code", told.code())
                .log("A transform failed for good: {}", failure.getMessage());
        results.complete(ResponseParser.failAll(batch, told, attempts, clock.instant()));
    }

    private static InvocationFailure cause(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof InvocationFailure failure ? failure : new InvocationFailure.Transport(cause);
    }
}
