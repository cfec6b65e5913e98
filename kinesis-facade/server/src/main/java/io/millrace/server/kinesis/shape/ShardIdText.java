package io.millrace.server.kinesis.shape;

/** A shard id as the client wrote it; it may name no shard. */
public record ShardIdText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
