package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Where in a partition to find what. Each is asked of the partition's leader now. */
public interface PartitionOffsets {

    /** The offset behind the last record that is on all in-sync replicas. */
    CompletionStage<Long> highWatermark(StreamName stream, int partition);

    /** The first offset whose record is not older, or the high watermark if every record is. */
    CompletionStage<Long> firstOffsetAt(StreamName stream, int partition, Instant time);
}
