package io.millrace.server.kafka;

import io.millrace.server.operation.AwsError;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told of appends that fail, and the log as well. */
public final class AppendFaults {

    public static final AwsError NOT_WRITTEN = AwsError.internalFailure("Internal Service Failure.");

    private static final Logger LOG = LoggerFactory.getLogger(AppendFaults.class);

    private static final long LOG_INTERVAL_NANOS = 1_000_000_000;

    private final LongAdder failed = new LongAdder();
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_INTERVAL_NANOS);

    /** Says so once a second and no more: when Kafka is away every record fails. */
    public AwsError toError(Throwable cause) {
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
