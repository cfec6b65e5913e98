package io.millrace.server.kinesis.shards;

import io.millrace.server.kinesis.shape.ShardIdText;
import java.time.Instant;
import java.util.Optional;

/**
 * Which shards ListShards is to list.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html">ShardFilter</a>
 */
public record ShardFilter(Type type, Optional<ShardIdText> shardId, Optional<Instant> timestamp) {

    /** As the model's ShardFilterType, in its order. */
    public enum Type {
        AFTER_SHARD_ID,
        AT_TRIM_HORIZON,
        FROM_TRIM_HORIZON,
        AT_LATEST,
        AT_TIMESTAMP,
        FROM_TIMESTAMP
    }
}
