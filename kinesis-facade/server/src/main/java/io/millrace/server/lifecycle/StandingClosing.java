package io.millrace.server.lifecycle;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.reshard.ClosingId;
import io.millrace.server.reshard.Members;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Waits for the members for as long as a closing stands. Once another node has finished or undone it, nobody says any more that
 * he has drained it: whoever waited on would never get to the stream's next step.
 */
final class StandingClosing {

    private final Catalog catalog;
    private final Members members;

    StandingClosing(Catalog catalog, Members members) {
        this.catalog = catalog;
        this.members = members;
    }

    /**
     * Completes with what members told of the ends; empty if the closing is over.
     *
     * @param stream with a closing under way
     */
    CompletionStage<Optional<Map<Integer, Long>>> drained(StreamImage stream) {
        ClosingId closing = ClosingId.of(stream).orElseThrow();
        CompletableFuture<Map<Integer, Long>> wait = members.drained(closing).toCompletableFuture();
        CompletableFuture<Optional<Map<Integer, Long>>> done = new CompletableFuture<>();
        wait.whenComplete((ends, e) -> {
            if (e == null) {
                done.complete(Optional.of(ends));
            } else {
                done.completeExceptionally(e);
            }
        });
        endOnceOver(stream.fact().name(), closing, wait, done);
        return done;
    }

    private void endOnceOver(
            StreamName name,
            ClosingId closing,
            CompletableFuture<?> wait,
            CompletableFuture<Optional<Map<Integer, Long>>> done) {
        CompletionStage<CatalogImage> nextChange = catalog.nextChange();
        if (done.isDone()) {
            return;
        }
        if (catalog.image().stream(name).flatMap(ClosingId::of).equals(Optional.of(closing))) {
            nextChange.thenRun(() -> endOnceOver(name, closing, wait, done));
        } else {
            done.complete(Optional.empty());
            wait.cancel(false);
        }
    }
}
