package io.millrace.server.dynamodbstreams.records;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.server.dynamodbstreams.change.ForeignRecordException;
import io.millrace.server.dynamodbstreams.streams.TableStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in a table's topic that the change capture has not written, or in another layout. They are passed over: an error would
 * stop every reader of the shard for good, and nobody can take the record out. But they are counted and told of.
 */
public final class ForeignRecords {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignRecords.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Counter counter;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    public ForeignRecords(MeterRegistry registry) {
        this.counter = Counter.builder("millrace.dynamodbstreams.foreign.records")
                .description(
                        "Records passed over because they are not the change capture's, each time that they are read")
                .register(registry);
    }

    void passedOver(TableStream stream, int partition, long offset, ForeignRecordException why) {
        counter.increment();
        long last = told.get();
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOS && told.compareAndSet(last, now)) {
            LOG.atWarn()
                    .addKeyValue("topic", stream.topic().name())
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", offset)
                    .addKeyValue("why", why.getMessage())
                    .log("a record that is not the change capture's was passed over; others may have been");
        }
    }
}
