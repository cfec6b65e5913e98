package io.millrace.server.kinesis.records;

import io.millrace.mapping.StreamName;
import io.millrace.server.kafka.KafkaAway;
import io.millrace.server.operation.AwsError;
import io.millrace.server.reshard.Lease;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When an append counts, and what a client is told when it does not. */
final class AppendFailures {

    static final AwsError LEASE_LAPSED = AwsError.serviceUnavailable(
            "This node lost touch with its cluster while the record was written. Send it again.");
    static final AwsError NOT_WRITTEN = AwsError.internalFailure("Internal Service Failure.");
    static final AwsError SHARD_STAYS_CLOSED =
            AwsError.serviceUnavailable("The shard of this record is being resharded. Send it again.");

    private static final Logger LOG = LoggerFactory.getLogger(AppendFailures.class);

    private static final long LOG_INTERVAL_NANOS = 1_000_000_000;

    private final Lease lease;
    private final LongAdder failed = new LongAdder();
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_INTERVAL_NANOS);

    AppendFailures(Lease lease) {
        this.lease = lease;
    }

    static AwsError gone(StreamName stream) {
        return AwsError.resourceNotFound("Stream " + stream + " not found.");
    }

    /**
     * Asked when Kafka has acknowledged: a record behind the end of its shard must be acknowledged to nobody.
     *
     * @param term of the lease, in which the record was sent. One that was lost and came back proves nothing.
     */
    boolean mayAcknowledge(long term) {
        return lease.term() == term;
    }

    /** Says so once a second and no more: when Kafka is away every record fails. */
    AwsError toError(Throwable cause) {
        failed.increment();
        long now = System.nanoTime();
        long last = lastLogged.get();
        if (now - last >= LOG_INTERVAL_NANOS && lastLogged.compareAndSet(last, now)) {
            LOG.atWarn()
                    .addKeyValue("cause", cause.toString())
                    .addKeyValue("records", failed.sumThenReset())
                    .log("appends failed");
        }
        return KafkaAway.isReasonOf(cause) ? KafkaAway.ERROR : NOT_WRITTEN;
    }
}
