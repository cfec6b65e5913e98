package io.millrace.server.kinesis.shape;

/** A shard iterator as the client sent it back; it may be forged or expired. */
public record ShardIteratorText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
