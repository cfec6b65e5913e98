package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What a reshard asks of a stream's topic. */
public interface ShardTopics {

    /** Grows the topic to at least so many partitions. */
    CompletionStage<Void> grow(StreamName stream, int partitions);

    /** The high watermarks, asked of the partitions' leaders now: every record acknowledged so far is below them. */
    CompletionStage<Map<Integer, Long>> highWatermarks(StreamName stream, Set<Integer> partitions);
}
