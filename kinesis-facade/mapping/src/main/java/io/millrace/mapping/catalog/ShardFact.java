package io.millrace.mapping.catalog;

import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;

/** A shard of a stream. It is removed when everything in it is past retention. */
public record ShardFact(StreamName stream, String incarnation, Shard shard) implements Fact {

    @Override
    public FactKey key() {
        return FactKey.ofShard(stream, shard.id());
    }
}
