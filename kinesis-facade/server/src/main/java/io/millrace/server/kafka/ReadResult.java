package io.millrace.server.kafka;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a read found.
 *
 * @param nextOffset where to go on; offsets in between hold nothing to return (transaction markers, aborted records,
 *     records past retention)
 * @param atEnd nothing committed lay behind {@code nextOffset} when Kafka was last asked
 * @param nextTimestamp when the first record that was found but not returned arrived, epoch milliseconds
 */
public record ReadResult(List<StoredRecord> records, long nextOffset, boolean atEnd, OptionalLong nextTimestamp) {

    /** Its first records, as if no more had been asked for. */
    public ReadResult first(int count) {
        if (count >= records.size()) {
            return this;
        }
        StoredRecord next = records.get(count);
        return new ReadResult(records.subList(0, count), next.offset(), false, OptionalLong.of(next.timestamp()));
    }
}
