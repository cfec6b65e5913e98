package io.millrace.server.kinesis.token;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import java.time.Instant;

/**
 * A place in a shard that a reader has been given.
 *
 * @param incarnation of the stream: an iterator of a deleted stream opens nothing in a new one of the same name
 * @param offset the first offset to be read
 * @param issuedAt it expires five minutes later
 */
public record ShardIterator(StreamName stream, String incarnation, ShardId shard, long offset, Instant issuedAt) {

    public ShardIterator at(long newOffset, Instant now) {
        return new ShardIterator(stream, incarnation, shard, newOffset, now);
    }
}
