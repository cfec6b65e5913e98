package io.millrace.server.reshard;

import io.millrace.mapping.ShardId;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A cluster of one: its lease never ends, and only its own gates must drain. Not to be used beside another node. */
public final class SoleNode implements Lease, Members {

    private final ShardGates gates;

    public SoleNode(ShardGates gates) {
        this.gates = gates;
    }

    @Override
    public boolean isHeld() {
        return true;
    }

    @Override
    public CompletionStage<Void> drained(String incarnation, Collection<ShardId> shards) {
        return CompletableFuture.allOf(shards.stream()
                .map(shard -> gates.drained(incarnation, shard).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }
}
