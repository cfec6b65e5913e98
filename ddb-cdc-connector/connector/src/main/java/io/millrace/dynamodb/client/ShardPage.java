package io.millrace.dynamodb.client;

import io.millrace.dynamodb.lineage.Shard;
import io.millrace.dynamodb.lineage.ShardId;
import java.util.List;
import java.util.Optional;

/**
 * A page of a listing of shards.
 *
 * @param last after which the next begins; empty at the end
 * @param enabled whether the stream takes records
 */
public record ShardPage(List<Shard> shards, Optional<ShardId> last, boolean enabled) {}
