package io.millrace.server.reshard;

import java.util.concurrent.CompletionStage;

/**
 * This node's right to accept appends. It is asked before an append is sent and again when Kafka has acknowledged it: what
 * was acknowledged while the lease was held lies below the end of its shard, whoever closes it (rules N4 and N5).
 */
public interface Lease {

    boolean isHeld();

    /** Completes when the lease is held, now or later. */
    CompletionStage<Void> whenHeld();
}
