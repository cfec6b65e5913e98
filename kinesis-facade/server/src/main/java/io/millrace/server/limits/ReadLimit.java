package io.millrace.server.limits;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.server.operation.AwsError;
import java.util.Optional;

/** What may be read from a shard with GetRecords, and how often an iterator may be asked for. */
public interface ReadLimit {

    ReadLimit NONE = new ReadLimit() {
        @Override
        public Optional<AwsError> tryRead(StreamName stream, String incarnation, ShardId shard) {
            return Optional.empty();
        }

        @Override
        public void read(StreamName stream, String incarnation, ShardId shard, long bytes) {}

        @Override
        public Optional<AwsError> tryIterator(StreamName stream, String incarnation, ShardId shard) {
            return Optional.empty();
        }
    };

    /** Takes one call from the shard's allowance, or says why not. */
    Optional<AwsError> tryRead(StreamName stream, String incarnation, ShardId shard);

    /** Takes what a call returned from the allowance of the seconds to come. */
    void read(StreamName stream, String incarnation, ShardId shard, long bytes);

    /** Takes one GetShardIterator from the shard's allowance, or says why not. */
    Optional<AwsError> tryIterator(StreamName stream, String incarnation, ShardId shard);
}
