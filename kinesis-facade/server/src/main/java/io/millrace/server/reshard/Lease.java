package io.millrace.server.reshard;

import java.util.concurrent.CompletionStage;

/**
 * This node's right to accept appends. It is asked before an append is sent and again when Kafka has acknowledged it: what
 * was acknowledged while the lease was held lies below the end of its shard, whoever closes it (rules N4 and N5).
 */
public interface Lease {

    /** The term of a node that does not hold it. */
    long NONE = 0;

    /**
     * Which of its times this is; {@link #NONE} while it is not held. What was sent in one term is not acknowledged in another:
     * in between, shards may have been closed without this node.
     */
    long term();

    default boolean isHeld() {
        return term() != NONE;
    }

    /** Completes when the lease is held, now or later. */
    CompletionStage<Void> whenHeld();
}
