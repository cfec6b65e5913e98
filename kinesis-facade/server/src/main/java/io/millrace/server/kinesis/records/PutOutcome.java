package io.millrace.server.kinesis.records;

import io.millrace.mapping.Shard;
import io.millrace.server.operation.AwsError;

/** What became of one record. */
sealed interface PutOutcome {

    /** Kafka holds it on all in-sync replicas. */
    record Appended(Shard shard, long offset, long timestamp) implements PutOutcome {

        String sequenceNumber() {
            return shard.sequenceNumberOf(offset, timestamp).toString();
        }
    }

    /** It may or may not have been written; the client is to try again. */
    record Failed(AwsError error) implements PutOutcome {}
}
