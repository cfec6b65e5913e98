package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import java.time.Instant;

/**
 * A read of one partition.
 *
 * @param incarnation of the topic: what was fetched for an older one of the same name is not used
 * @param fromOffset the first offset that may be returned
 * @param endOffset the first offset that may not; {@link #NO_END} while the shard is open
 * @param notBefore the trim horizon: older records are passed over
 * @param maxRecords at least 1
 * @param maxBytes keys and data together; one record is returned however large it is
 */
public record ReadRequest(
        String topic,
        String incarnation,
        int partition,
        long fromOffset,
        long endOffset,
        Instant notBefore,
        int maxRecords,
        int maxBytes) {

    public static final long NO_END = Long.MAX_VALUE;

    /** Of a shard of a stream, whose topic has its name. */
    public ReadRequest(
            StreamName stream,
            String incarnation,
            int partition,
            long fromOffset,
            long endOffset,
            Instant notBefore,
            int maxRecords,
            int maxBytes) {
        this(stream.value(), incarnation, partition, fromOffset, endOffset, notBefore, maxRecords, maxBytes);
    }

    /** The same read, of no more bytes than these. */
    ReadRequest atMost(int bytes) {
        return maxBytes <= bytes
                ? this
                : new ReadRequest(topic, incarnation, partition, fromOffset, endOffset, notBefore, maxRecords, bytes);
    }
}
