package io.millrace.server.dynamodbstreams.shape;

/** A shard's id as a client wrote it. */
public record ShardIdText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
