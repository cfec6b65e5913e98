package io.millrace.server.reshard;

import io.millrace.mapping.ShardId;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** The nodes that may be appending. */
@FunctionalInterface
public interface Members {

    /**
     * Completes when no node can have an append to one of these shards under way that it would still acknowledge: each has
     * drained them, or has lost its lease (rules R3 and R4). The shards are closing in the catalog already,
     * or their stream is DELETING.
     */
    CompletionStage<Void> drained(String incarnation, Collection<ShardId> shards);
}
