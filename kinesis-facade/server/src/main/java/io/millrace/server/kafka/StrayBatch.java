package io.millrace.server.kafka;

import java.util.List;

/**
 * What one read of a partition brought.
 *
 * @param next where the next read goes on: everything committed below it has been read
 */
public record StrayBatch(StreamPartition partition, List<StrayRecord> records, long next) {

    public StrayBatch {
        records = List.copyOf(records);
    }
}
