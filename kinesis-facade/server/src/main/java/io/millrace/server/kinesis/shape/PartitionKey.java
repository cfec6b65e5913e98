package io.millrace.server.kinesis.shape;

/** What the records of one order have in common; its MD5 decides the shard. */
public record PartitionKey(String value) {

    @Override
    public String toString() {
        return value;
    }
}
