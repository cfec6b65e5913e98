package io.millrace.dynamodb.lineage;

import java.util.Optional;

/**
 * A shard as a listing has it.
 *
 * @param parent whose records come before; it may be gone, or not be listed yet
 */
public record Shard(ShardId id, Optional<ShardId> parent) {

    public static Shard root(String id) {
        return new Shard(new ShardId(id), Optional.empty());
    }

    public static Shard child(String id, String parent) {
        return new Shard(new ShardId(id), Optional.of(new ShardId(parent)));
    }
}
