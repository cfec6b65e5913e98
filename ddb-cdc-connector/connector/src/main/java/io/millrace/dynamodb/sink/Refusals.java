package io.millrace.dynamodb.sink;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Records that cannot be applied: for the reporter that Connect gave, if it did, and else the task fails at the first. */
final class Refusals {

    private final @Nullable ErrantRecordReporter reporter;
    private final SinkMetrics metrics;
    private final Queue<Refused> waiting = new ConcurrentLinkedQueue<>();

    Refusals(@Nullable ErrantRecordReporter reporter, SinkMetrics metrics) {
        this.reporter = reporter;
        this.metrics = metrics;
    }

    /** From any thread. */
    void add(SinkRecord record, RuntimeException why) {
        ConnectException named = new ConnectException(
                "The record at " + record.originalTopic() + "-" + record.originalKafkaPartition() + " offset "
                        + record.originalKafkaOffset() + " cannot be applied: " + why.getMessage(),
                why);
        if (reporter == null) {
            throw named;
        }
        waiting.add(new Refused(record, named));
    }

    /** Those of a batch that could not be begun, and is handed over again. */
    void forget() {
        waiting.clear();
    }

    /** From the task's thread. Connect waits for them before it commits. */
    void report() {
        for (Refused each = waiting.poll(); each != null; each = waiting.poll()) {
            metrics.refused();
            reporter.report(each.record(), each.why());
        }
    }
}
