package io.millrace.server.limits;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.server.operation.AwsError;
import java.util.Optional;

/** What may be written to a shard. */
@FunctionalInterface
public interface WriteLimit {

    WriteLimit NONE = (stream, incarnation, shard, bytes) -> Optional.empty();

    /** Takes one record of so many bytes from the shard's allowance, or says why not. */
    Optional<AwsError> tryWrite(StreamName stream, String incarnation, ShardId shard, int bytes);
}
