package io.millrace.server.reshard;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The nodes that may be appending. */
@FunctionalInterface
public interface Members {

    /**
     * Completes when no node can have an append under way to the shards of this closing that it would still acknowledge: each
     * has drained them, or has lost its lease (rules R3 and R4). The closing stands in the catalog already.
     * If it does no longer, this may never complete: whoever loses interest cancels it.
     *
     * @return by partition, the offset behind the last record that was acknowledged to a node, as far as nodes told
     */
    CompletionStage<Map<Integer, Long>> drained(ClosingId closing);
}
