package io.millrace.dynamodb.streaming;

import io.millrace.dynamodb.lineage.Shard;
import io.millrace.dynamodb.lineage.ShardId;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What a reading thread has for the one that takes it. */
public sealed interface StreamEvent {

    /** Whose it is. */
    TableStream stream();

    /**
     * What a read of a shard brought.
     *
     * @param began when it was asked for, {@link System#nanoTime}
     * @param end there is no more
     */
    record Records(TableStream stream, ShardId shard, List<Record> records, long began, boolean end)
            implements StreamEvent {}

    /** A page of a listing. */
    record Listed(TableStream stream, List<Shard> shards) implements StreamEvent {}

    /** A listing is whole. */
    record ListedAll(TableStream stream, Set<ShardId> all, boolean enabled) implements StreamEvent {}

    /** What a shard's position says is next is no longer there. */
    record Lost(TableStream stream, ShardId shard, String reason) implements StreamEvent {}

    /** Nobody can go on. */
    record Failed(TableStream stream, RuntimeException reason) implements StreamEvent {}
}
