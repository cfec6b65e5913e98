package io.millrace.server.reshard;

import java.util.Map;

/**
 * What a node says once none of its appends to the shards of a closing is under way any more.
 *
 * @param closing a {@link ClosingId}
 * @param ends by partition, the offset behind the last record that Kafka acknowledged to this node; absent where there was none
 */
public record Drained(String closing, Map<Integer, Long> ends) {

    public Drained {
        ends = Map.copyOf(ends);
    }
}
