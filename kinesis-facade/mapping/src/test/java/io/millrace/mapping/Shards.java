package io.millrace.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shards to test with. */
final class Shards {

    static final Instant OPENED = Instant.ofEpochSecond(1_700_000_000L);

    private Shards() {}

    static Shard open(long number, HashKeyRange range) {
        return Shard.first(new ShardId(number), (int) number, range, 0, OPENED);
    }

    /** An open shard for each range, numbered from 0. */
    static List<Shard> open(List<HashKeyRange> ranges) {
        List<Shard> shards = new ArrayList<>();
        for (HashKeyRange range : ranges) {
            shards.add(open(shards.size(), range));
        }
        return shards;
    }
}
