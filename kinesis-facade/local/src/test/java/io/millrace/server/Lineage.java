package io.millrace.server;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The order in which a consumer reads shards. */
final class Lineage {

    private Lineage() {}

    /** Each shard after its parents. */
    static List<Shard> parentsFirst(Collection<Shard> shards) {
        List<Shard> ordered = new ArrayList<>();
        Set<ShardId> done = new HashSet<>();
        List<Shard> left = new ArrayList<>(shards);
        while (!left.isEmpty()) {
            Shard next = left.stream()
                    .filter(shard -> shard.parent().map(done::contains).orElse(true)
                            && shard.adjacentParent().map(done::contains).orElse(true))
                    .findFirst()
                    .orElseThrow();
            ordered.add(next);
            done.add(next.id());
            left.remove(next);
        }
        return ordered;
    }
}
