package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.StreamName;
import java.util.concurrent.CompletableFuture;

/** Tells when there is something to read at or behind an offset. It may tell so too early; to read tells. */
@FunctionalInterface
public interface Tips {

    /** Whoever loses interest cancels the future. */
    CompletableFuture<Void> beyond(StreamName stream, String incarnation, int partition, long offset);
}
