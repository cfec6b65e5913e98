package io.millrace.firehose.destination.splunk;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.http.HttpExchanges;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.retry.Later;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * Splunk's HTTP Event Collector: a batch is sent, and is delivered when the collector acknowledges it.
 *
 * <p>Without an acknowledgement in time it is sent again until the retry duration is over, and the last time is waited for like the first.
 * So a record may be indexed more than once. No thread waits.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/AboutHECIDXAck">Indexer acknowledgment</a>
 */
public final class SplunkDestination implements Destination {

    /** The service's largest buffer. */
    private static final long MOST_DATA = 5L << 20;

    final SplunkSettings settings;
    final HecRequests requests;
    final HecChannels channels = new HecChannels();
    /** Records and questions do not wait for each other. */
    final HttpExchanges sending;

    final HttpExchanges asking;
    final Later later;

    private volatile boolean closed;

    /**
     * @param timeLimit of an answer to a single request
     * @param scheduler sends, and asks for acknowledgements
     * @param random used from several threads
     */
    public SplunkDestination(
            SplunkSettings settings,
            Duration timeLimit,
            ScheduledExecutorService scheduler,
            Clock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.requests = new HecRequests(settings);
        // only the collector that took a batch can acknowledge it, and a proxy may tell by a cookie which that is
        Optional<CookieHandler> cookies = Optional.of(new CookieManager());
        this.sending = new HttpExchanges(timeLimit, HecAnswer.MOST_BYTES, settings.requestsAtOnce(), cookies);
        this.asking = new HttpExchanges(timeLimit, HecAnswer.MOST_BYTES, settings.requestsAtOnce(), cookies);
        this.later = new Later(scheduler, clock, random);
    }

    @Override
    public CompletableFuture<List<FailedRecord>> deliver(Batch batch) {
        return new SplunkDelivery(batch, this).start();
    }

    @Override
    public int maxRecords() {
        return Integer.MAX_VALUE;
    }

    @Override
    public long maxBytes() {
        return MOST_DATA;
    }

    @Override
    public void close() {
        closed = true;
        sending.close();
        asking.close();
    }

    boolean isClosed() {
        return closed;
    }
}
