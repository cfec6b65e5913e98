package io.millrace.server.dynamodbstreams.shape;

/** A shard iterator as a client gave it back. */
public record ShardIteratorText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
