package io.millrace.firehose.task;

import io.millrace.firehose.record.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells Connect of the records of a partition that went to the error output before they were sent anywhere, or of which a part did: they are in its
 * dead-letter topic and in its log then too. At least once: what is read again is told again.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-610%3A+Error+Reporting+in+Sink+Connectors">KIP-610</a>
 */
final class ErrantRecords {

    private final @Nullable ErrantRecordReporter reporter;
    private final Deque<SinkRecord> underWay = new ArrayDeque<>();

    /** @param reporter nothing if Connect is not to be told */
    ErrantRecords(@Nullable ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    void add(@Nullable SinkRecord record) {
        if (reporter != null && record != null) {
            underWay.add(record);
        }
    }

    /** The first that is under way is done. If Connect is told of a failure: what its unit has to wait for. */
    Optional<Future<?>> done(Optional<Failure> failure) {
        SinkRecord record = underWay.poll();
        ErrantRecordReporter told = reporter;
        return told == null || record == null
                ? Optional.empty()
                : failure.map(why -> told.report(record, new DataException(why.code() + ": " + why.message())));
    }

    void discard() {
        underWay.clear();
    }
}
