package io.millrace.firehose.destination.opensearch;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.retry.Backoff;
import io.millrace.firehose.retry.Later;
import io.millrace.firehose.retry.RetryCounter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * An index whose documents are records, by bulk requests.
 *
 * <p>A document's name is derived from where its record is in the topic, so that one that is sent again replaces itself. A document that
 * the cluster refuses fails alone; what it has no room or no time for is sent again, and so is a request that was not answered. A request
 * that is larger than the cluster takes is sent in halves.
 */
public final class OpenSearchDestination implements Destination {

    /** What OpenSearch is said to take best, and half of what Amazon's smallest domains take at all. */
    private static final int REQUEST_BYTES = 5 << 20;

    private static final int MAX_RECORDS = 10_000;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(90);

    private final OpenSearchSettings settings;
    private final int requestBytes;
    private final BulkClient client;
    private final Backoff backoff;
    private final Later later;

    /**
     * @param scheduler for waits before retries; it is the caller's to shut down
     * @param random used from several threads
     */
    public OpenSearchDestination(
            OpenSearchSettings settings, ScheduledExecutorService scheduler, Clock clock, RandomGenerator random) {
        this(settings, TIME_LIMIT, REQUEST_BYTES, Backoff.DEFAULT, new Later(scheduler, clock, random));
    }

    OpenSearchDestination(
            OpenSearchSettings settings, Duration timeLimit, int requestBytes, Backoff backoff, Later later) {
        this.settings = settings;
        this.requestBytes = requestBytes;
        this.client = new BulkClient(settings, timeLimit);
        this.backoff = backoff;
        this.later = later;
    }

    @Override
    public CompletableFuture<List<FailedRecord>> deliver(Batch batch) {
        var retries = new RetryCounter(settings.retryDuration(), backoff);
        return new BulkDelivery(batch.records(), settings, client::send, requestBytes, retries, later).start();
    }

    @Override
    public int maxRecords() {
        return MAX_RECORDS;
    }

    @Override
    public long maxBytes() {
        return requestBytes;
    }

    @Override
    public void close() {
        client.close();
    }
}
