package io.millrace.dynamodb.lineage;

/** A shard of a table's stream, such as {@code shardId-00000001550840986131-382ec8f8}. */
public record ShardId(String value) implements Comparable<ShardId> {

    public ShardId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a shard id is not empty");
        }
    }

    @Override
    public int compareTo(ShardId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
