package io.millrace.firehose.transform.process;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A request on its way to a child, and where its answer goes. */
record Invocation(String id, byte[] request, CompletableFuture<byte[]> answer) {

    static Invocation of(byte[] request) {
        return new Invocation(UUID.randomUUID().toString(), request, new CompletableFuture<>());
    }
}
