package io.millrace.dynamodb.streaming;

import io.millrace.dynamodb.lineage.ShardId;

/** Changes of a shard can no longer be read. */
public final class ShardLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ShardId shard;

    ShardLostException(String table, ShardId shard, String reason) {
        super("changes of the table " + table + " in its shard " + shard + " can no longer be read: " + reason);
        this.shard = shard;
    }

    public ShardId shard() {
        return shard;
    }
}
