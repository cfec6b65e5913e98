package io.millrace.server.kafka.tail;

import io.millrace.server.kafka.ReadRequest;
import io.millrace.server.kafka.ReadResult;
import io.millrace.server.kafka.StoredRecord;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a ring holds of what was asked for.
 *
 * @param nextOffset where to go on
 * @param nextTimestamp of the first record that did not fit
 * @param end the offset at which the ring ended when the page had come to it; empty if it has not
 * @param caughtUp nothing committed lay behind that end when Kafka last told
 */
record TailPage(
        List<StoredRecord> records, long nextOffset, OptionalLong nextTimestamp, OptionalLong end, boolean caughtUp) {

    /** Whether a closed shard has been read to its end, behind which nothing can come. */
    boolean isLastOf(ReadRequest request) {
        return nextOffset >= request.endOffset();
    }

    /** Whether it holds everything below the offset that was left to read, be it nothing. */
    boolean reaches(long offset) {
        return end.isPresent() && end.getAsLong() >= offset;
    }

    ReadResult toResult(boolean atEnd) {
        return new ReadResult(records, nextOffset, atEnd, nextTimestamp);
    }
}
