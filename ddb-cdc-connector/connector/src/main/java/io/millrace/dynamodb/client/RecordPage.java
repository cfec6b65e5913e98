package io.millrace.dynamodb.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What one read of a shard brought.
 *
 * @param next the iterator to go on with; empty at the end of a closed shard
 */
public record RecordPage(List<Record> records, Optional<String> next) {

    /** The service's own limit. */
    static final int MOST_RECORDS = 1000;

    /** Its other limit is 1 MB, and it is not told how it counts. */
    private static final long MANY_BYTES = 512 << 10;

    /** Whether it is as large as an answer may be: there is likely to be more. */
    public boolean isFull() {
        return records.size() >= MOST_RECORDS
                || records.stream()
                                .map(record -> record.dynamodb().sizeBytes())
                                .filter(Objects::nonNull)
                                .mapToLong(Long::longValue)
                                .sum()
                        >= MANY_BYTES;
    }
}
