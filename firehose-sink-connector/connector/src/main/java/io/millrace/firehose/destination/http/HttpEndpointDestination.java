package io.millrace.firehose.destination.http;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.http.HttpExchanges;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.NamedUuid;
import io.millrace.firehose.retry.Later;
import io.millrace.firehose.retry.RetryCounter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP endpoint: a batch is one request, and one request id however often it is sent, also by whoever reads its records again.
 *
 * <p>Whatever does not answer as the service demands is asked again until the retry duration is over. 413 is final. No thread waits.
 */
public final class HttpEndpointDestination implements Destination {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpointDestination.class);

    private final HttpEndpointSettings settings;
    private final RequestFormat format;
    private final HttpExchanges exchanges;
    private final Later later;
    private volatile boolean closed;

    /**
     * @param timeLimit of an answer, from the first byte of the request on
     * @param scheduler runs attempts; a batch is written by one of its threads, or by one of the HTTP client's
     * @param random used from several threads
     */
    public HttpEndpointDestination(
            HttpEndpointSettings settings,
            Duration timeLimit,
            ScheduledExecutorService scheduler,
            Clock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.format = new RequestFormat(settings);
        this.exchanges = new HttpExchanges(timeLimit, EndpointAnswer.MOST_BYTES, settings.requestsAtOnce());
        this.later = new Later(scheduler, clock, random);
    }

    @Override
    public CompletableFuture<List<FailedRecord>> deliver(Batch batch) {
        var delivery = new Delivery(batch);
        if (RequestFormat.fits(batch.records())) {
            later.in(Duration.ZERO, delivery::attempt);
        } else {
            delivery.fail(HttpEndpointErrors.tooLarge());
        }
        return delivery.failures;
    }

    @Override
    public int maxRecords() {
        return RequestFormat.MOST_RECORDS;
    }

    @Override
    public long maxBytes() {
        return RequestFormat.MOST_DATA;
    }

    @Override
    public void close() {
        closed = true;
        exchanges.close();
    }

    /** A batch on its way. */
    private final class Delivery {

        private final CompletableFuture<List<FailedRecord>> failures = new CompletableFuture<>();
        private final Batch batch;
        private final UUID requestId;
        private final Instant generated = later.now();
        private final RetryCounter retries = new RetryCounter(settings.retryDuration());
        private int attempts;

        private Delivery(Batch batch) {
            this.batch = batch;
            this.requestId = new NamedUuid("millrace/firehose/request")
                    .with(settings.sourceArn())
                    .with(batch.id())
                    .uuid();
        }

        private void attempt() {
            if (failures.isDone() || closed) {
                return;
            }
            attempts++;
            exchanges.send(this::request).whenComplete(this::answered);
        }

        /** Written anew for each attempt, when it is its turn: batches that wait hold no copy. */
        private HttpRequest request() {
            if (failures.isDone()) {
                throw new CancellationException("nobody waits for it");
            }
            return format.request(requestId, generated, batch.records());
        }

        private void answered(@Nullable HttpResponse<byte[]> response, @Nullable Throwable error) {
            if (response == null) {
                failed(HttpEndpointErrors.of(error), true);
                return;
            }
            try {
                var answer = new EndpointAnswer(response, settings.accessKey());
                answer.failure(requestId)
                        .ifPresentOrElse(
                                failure -> failed(failure, answer.retriable()), () -> failures.complete(List.of()));
            } catch (RuntimeException | Error e) {
                LOG.atError().setCause(e).log("Could not read an endpoint's answer");
                failed(HttpEndpointErrors.of(e), true);
            }
        }

        private void failed(Failure failure, boolean retriable) {
            if (failures.isDone() || closed) {
                return;
            }
            Optional<Duration> wait = retriable ? later.afterFailure(retries) : Optional.empty();
            if (wait.isEmpty()) {
                fail(failure);
                return;
            }
            LOG.atInfo()
                    .addKeyValue("endpoint", settings.name())
                    .addKeyValue("attempt", attempts)
                    .addKeyValue("records", batch.records().size())
                    .addKeyValue("code", failure.code())
                    .addKeyValue("again_in_ms", wait.get().toMillis())
                    .log("An endpoint did not take a batch");
            later.in(wait.get(), this::attempt);
        }

        private void fail(Failure failure) {
            LOG.atWarn()
                    .addKeyValue("endpoint", settings.name())
                    .addKeyValue("attempts", attempts)
                    .addKeyValue("records", batch.records().size())
                    .addKeyValue("code", failure.code())
                    .log("A batch could not be delivered");
            Instant now = later.now();
            failures.complete(batch.records().stream()
                    .map(record -> new FailedRecord(record, failure, attempts, now, Map.of()))
                    .toList());
        }
    }
}
