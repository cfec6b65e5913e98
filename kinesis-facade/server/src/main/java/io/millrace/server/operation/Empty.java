package io.millrace.server.operation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The response of an operation that has no output shape: status 200 and no body. */
public record Empty() {

    private static final Empty EMPTY = new Empty();

    public static CompletionStage<Empty> done() {
        return CompletableFuture.completedFuture(EMPTY);
    }
}
