package io.millrace.dynamodb.client;

import io.millrace.dynamodb.lineage.Position;
import io.millrace.dynamodb.lineage.ShardId;
import java.util.Optional;

/** A table's stream, to be read. All may throw {@link ReadFault}. */
public interface StreamReads {

    ShardPage shards(String streamArn, Optional<ShardId> after);

    String iterator(String streamArn, ShardId shard, Position position);

    RecordPage records(String iterator);
}
