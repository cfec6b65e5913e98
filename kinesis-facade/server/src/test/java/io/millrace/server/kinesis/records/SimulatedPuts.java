package io.millrace.server.kinesis.records;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.limits.WriteLimit;
import io.millrace.server.reshard.Lease;
import io.millrace.server.reshard.ShardGates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Lets a simulation, in another package, put one record the way that requests do. */
public final class SimulatedPuts {

    private static final byte[] NO_KEY = new byte[0];

    /** By the wall clock of the test: never. In a simulation it is the writer who loses patience. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final ShardAppends appends;

    /** What a client is told of a record that was written. */
    public record Acknowledged(Shard shard, long offset) {}

    public SimulatedPuts(Catalog catalog, ShardGates gates, Lease lease, RecordAppender appender, Executor executor) {
        appends = new ShardAppends(catalog, gates, lease, appender, WriteLimit.NONE, executor, PATIENCE);
    }

    /** Empty: the client is to try again. */
    public CompletionStage<Optional<Acknowledged>> put(StreamImage stream, HashKey key, byte[] data) {
        return appends.append(stream, List.of(new Put(key, NO_KEY, data, Optional.empty())))
                .thenApply(outcomes -> outcomes.get(0) instanceof PutOutcome.Appended appended
                        ? Optional.of(new Acknowledged(appended.shard(), appended.offset()))
                        : Optional.empty());
    }
}
