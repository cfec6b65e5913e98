package io.millrace.server.dynamodbstreams.streams;

import io.millrace.server.dynamodbstreams.shape.ShardIdText;
import java.util.Optional;

/**
 * Which shards DescribeStream is to show.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ShardFilter.html">ShardFilter</a>
 */
public record ShardFilter(Optional<Type> type, Optional<ShardIdText> shardId) {

    /** As the model's ShardFilterType. */
    public enum Type {
        CHILD_SHARDS
    }
}
