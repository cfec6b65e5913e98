package io.millrace.server.reshard;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Waits for the members of the cluster, as their heartbeats tell. */
public final class ClusterMembers implements Members {

    private final NodesLog nodes;
    private final Membership membership;
    private final EventLoop loop;

    public ClusterMembers(NodesLog nodes, Membership membership, EventLoop loop) {
        this.nodes = nodes;
        this.membership = membership;
        this.loop = loop;
    }

    @Override
    public CompletionStage<Map<Integer, Long>> drained(ClosingId closing) {
        CompletableFuture<Map<Integer, Long>> done = new CompletableFuture<>();
        // R3: read after the closing was committed, or a node that has joined just before it could be missed.
        nodes.readToEnd()
                .whenCompleteAsync(
                        (read, e) -> {
                            if (e != null) {
                                done.completeExceptionally(e);
                            } else {
                                new DrainWait(closing, nodes, membership, loop, done).begin();
                            }
                        },
                        loop);
        return done;
    }
}
