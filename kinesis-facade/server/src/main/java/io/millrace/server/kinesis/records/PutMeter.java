package io.millrace.server.kinesis.records;

import io.millrace.mapping.StreamName;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.metrics.WriteOperation;
import java.time.Duration;
import java.util.List;

/** Counts what became of the records of a request. */
record PutMeter(StreamMetrics metrics, WriteOperation operation) {

    private static final String THROTTLED = "ProvisionedThroughputExceededException";

    /** @param begunNanos when the request came, by {@link System#nanoTime()} */
    void count(StreamName stream, List<Put> puts, List<PutOutcome> outcomes, long begunNanos) {
        long written = 0;
        long bytes = 0;
        long throttled = 0;
        for (int i = 0; i < puts.size(); i++) {
            if (outcomes.get(i) instanceof PutOutcome.Failed failed) {
                throttled += failed.error().code().equals(THROTTLED) ? 1 : 0;
            } else {
                written++;
                bytes += puts.get(i).size();
            }
        }
        if (written > 0) {
            metrics.incoming(stream, operation, written, bytes, Duration.ofNanos(System.nanoTime() - begunNanos));
        }
        if (throttled > 0) {
            metrics.writeThrottled(stream, throttled);
        }
        long failed = puts.size() - written - throttled;
        if (failed > 0) {
            metrics.failed(stream, operation, failed);
        }
    }
}
