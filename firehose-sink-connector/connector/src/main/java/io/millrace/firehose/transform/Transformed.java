package io.millrace.firehose.transform;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import java.time.Instant;

/** What became of a record. Each record that went in comes out as exactly one of these. */
public sealed interface Transformed {

    DeliveryRecord record();

    /** Goes on with new data, and perhaps partition keys and a table. */
    record Ok(DeliveryRecord record, TableRoute route) implements Transformed {}

    /** Is not delivered, as the function wished; a success. */
    record Dropped(DeliveryRecord record) implements Transformed {}

    /**
     * Goes to the error output with its raw data.
     *
     * @param attempts the invocations it took part in; 0 for a record that no request can carry
     * @param ended when the last of them ended
     */
    record Failed(DeliveryRecord record, Failure failure, int attempts, Instant ended) implements Transformed {}
}
