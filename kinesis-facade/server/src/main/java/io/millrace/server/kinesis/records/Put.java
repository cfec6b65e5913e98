package io.millrace.server.kinesis.records;

import io.millrace.mapping.HashKey;
import java.util.Optional;

/**
 * One record to be put.
 *
 * @param hashKey decides the shard: the explicit one, or the MD5 of the partition key
 * @param partitionKey UTF-8
 * @param explicitHashKey as the client gave it, kept with the record
 */
record Put(HashKey hashKey, byte[] partitionKey, byte[] data, Optional<String> explicitHashKey) {

    /** What counts towards the limits of shards. */
    int size() {
        return partitionKey.length + data.length;
    }
}
