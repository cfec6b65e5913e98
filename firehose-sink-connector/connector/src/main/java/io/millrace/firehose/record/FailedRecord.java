package io.millrace.firehose.record;

import java.time.Instant;
import java.util.Map;

/**
 * A record that goes to the error output.
 *
 * @param attempts how often its delivery or its transform was tried; 0 for one that nobody could be asked about
 * @param ended when the last attempt ended
 * @param details what the layout of its error type says besides, by the layout's names: {@code esDocumentId}, {@code requestId}, ...
 */
public record FailedRecord(
        DeliveryRecord record, Failure failure, int attempts, Instant ended, Map<String, String> details) {

    public FailedRecord {
        details = Map.copyOf(details);
    }
}
