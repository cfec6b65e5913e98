package io.millrace.server.kinesis.streams;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import java.util.Optional;

/**
 * A shard as clients see it.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Shard.html">Shard</a>
 */
public record ShardDescription(
        String shardId,
        Optional<String> parentShardId,
        Optional<String> adjacentParentShardId,
        HashKeys hashKeyRange,
        SequenceNumbers sequenceNumberRange) {

    public record HashKeys(String startingHashKey, String endingHashKey) {}

    /** An open shard has no ending number, and one that is closing is open still. */
    public record SequenceNumbers(String startingSequenceNumber, Optional<String> endingSequenceNumber) {}

    public static ShardDescription of(Shard shard) {
        return new ShardDescription(
                shard.id().toString(),
                shard.parent().map(ShardId::toString),
                shard.adjacentParent().map(ShardId::toString),
                new HashKeys(
                        shard.range().start().toString(), shard.range().end().toString()),
                new SequenceNumbers(
                        shard.startingSequenceNumber().toString(),
                        shard.endingSequenceNumber().map(SequenceNumber::toString)));
    }
}
