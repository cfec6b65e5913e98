package io.millrace.firehose.transform;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A request on its way to a function, and where its answer goes. */
public record Invocation(String id, byte[] request, CompletableFuture<byte[]> answer) {

    static Invocation of(byte[] request) {
        return new Invocation(UUID.randomUUID().toString(), request, new CompletableFuture<>());
    }
}
