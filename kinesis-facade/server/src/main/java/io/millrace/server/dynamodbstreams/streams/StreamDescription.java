package io.millrace.server.dynamodbstreams.streams;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamDescription.html">StreamDescription</a>
 */
public record StreamDescription(
        String streamArn,
        String streamLabel,
        Status streamStatus,
        Optional<String> streamViewType,
        Instant creationRequestDateTime,
        String tableName,
        Optional<List<KeySchemaElement>> keySchema,
        List<Shard> shards,
        Optional<String> lastEvaluatedShardId) {

    /** A topic that is there can be read and written to. */
    public enum Status {
        ENABLED
    }

    public record KeySchemaElement(String attributeName, KeyType keyType) {}

    /** As the model's. */
    public enum KeyType {
        HASH,
        RANGE
    }

    /** It is open for as long as its partition is there, and has no parent. */
    public record Shard(String shardId, SequenceNumberRange sequenceNumberRange) {}

    public record SequenceNumberRange(String startingSequenceNumber) {}
}
