package io.millrace.server.kinesis.consumers;

import io.millrace.server.kafka.ClaimsLog;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** A log of claims in memory, which all nodes of a test read at once. */
final class HandFedClaims implements ClaimsLog {

    private final Clock clock;
    private final List<BiConsumer<Claim, Instant>> nodes = new ArrayList<>();

    /** What to do with the next claims: hand them out, keep them back, or refuse them. */
    Mode mode = Mode.WELL;

    enum Mode {
        WELL,
        SILENT,
        AWAY
    }

    HandFedClaims(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> append(Claim claim) {
        if (mode == Mode.AWAY) {
            return CompletableFuture.failedStage(new IllegalStateException("Kafka is away"));
        }
        if (mode == Mode.WELL) {
            nodes.forEach(node -> node.accept(claim, clock.instant()));
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void followClaims(BiConsumer<Claim, Instant> listener) {
        nodes.add(listener);
    }
}
