package io.millrace.firehose.destination;

import io.millrace.firehose.record.FailedRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where records go by requests: an HTTP endpoint, an index, a collector of events. Used by several threads. */
public interface Destination extends AutoCloseable {

    /**
     * Starts the delivery of a batch, and returns at once. It asks, and asks again until the retry duration is over.
     *
     * <p>What it returns completes with the records that were not delivered, in their order, and never with an error: what is not known
     * to be delivered is in the list. Cancelling it ends the retries. After {@link #close} it may never complete: the records are then
     * read again by whoever comes next.
     */
    CompletableFuture<List<FailedRecord>> deliver(Batch batch);

    /** The most records that a batch may have. */
    int maxRecords();

    /** The most bytes of data that a batch may have; a single record may be longer, and fails if it cannot be sent. */
    long maxBytes();

    /** Ends retries and lets go of connections. */
    @Override
    void close();
}
