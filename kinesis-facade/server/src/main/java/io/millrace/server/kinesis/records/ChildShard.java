package io.millrace.server.kinesis.records;

import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.StreamImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a reader goes on when a shard has ended.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ChildShard.html">ChildShard</a>
 */
public record ChildShard(String shardId, List<String> parentShards, Range hashKeyRange) {

    public record Range(String startingHashKey, String endingHashKey) {

        static Range of(HashKeyRange range) {
            return new Range(range.start().toString(), range.end().toString());
        }
    }

    public static List<ChildShard> of(StreamImage stream, ShardId parent) {
        return stream.childrenOf(parent).stream().map(ChildShard::of).toList();
    }

    private static ChildShard of(Shard shard) {
        List<String> parents = Stream.of(shard.parent(), shard.adjacentParent())
                .flatMap(Optional::stream)
                .map(ShardId::toString)
                .toList();
        return new ChildShard(shard.id().toString(), parents, Range.of(shard.range()));
    }
}
