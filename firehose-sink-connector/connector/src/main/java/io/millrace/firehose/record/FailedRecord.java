package io.millrace.firehose.record;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record that goes to the error output.
 *
 * @param attempts how often its delivery or its transform was tried; 0 for one that nobody could be asked about
 * @param ended when the last attempt ended
 * @param details what the layout of its error type says besides, by the layout's names: {@code esDocumentId}, {@code requestId}, ...
 * @param table that it was to go to, as {@code database.table}, if it was
 */
public record FailedRecord(
        DeliveryRecord record,
        Failure failure,
        int attempts,
        Instant ended,
        Map<String, String> details,
        Optional<String> table) {

    public FailedRecord {
        details = Map.copyOf(details);
    }

    /** Of no table. */
    public FailedRecord(
            DeliveryRecord record, Failure failure, int attempts, Instant ended, Map<String, String> details) {
        this(record, failure, attempts, ended, details, Optional.empty());
    }
}
