package io.millrace.server.reshard;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A closing as far as this node's own appends go. Its gates are shut. */
final class OwnClosing {

    private final ClosingId id;
    private final Map<Integer, ShardGate> gates;
    private final CompletableFuture<Void> allDrained;

    /** @param gates of the shards that are closing, by partition */
    OwnClosing(ClosingId id, Map<Integer, ShardGate> gates) {
        this.id = id;
        this.gates = Map.copyOf(gates);
        this.allDrained = CompletableFuture.allOf(gates.values().stream()
                .map(gate -> gate.drained().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    ClosingId id() {
        return id;
    }

    /** Not if the closing is undone before. */
    void whenDrained(Runnable listener) {
        allDrained.thenRun(listener);
    }

    Optional<Drained> drained() {
        if (!allDrained.isDone() || allDrained.isCompletedExceptionally()) {
            return Optional.empty();
        }
        Map<Integer, Long> ends = new HashMap<>();
        gates.forEach((partition, gate) -> {
            if (gate.acknowledgedEnd() != ShardGate.NONE) {
                ends.put(partition, gate.acknowledgedEnd());
            }
        });
        return Optional.of(new Drained(id.toString(), ends));
    }
}
