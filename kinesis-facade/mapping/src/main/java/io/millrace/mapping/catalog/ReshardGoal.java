package io.millrace.mapping.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.millrace.mapping.HashKey;
import io.millrace.mapping.ShardId;

/** Where a stream that is UPDATING is being taken. It stands in the catalog, so that any node can carry it on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "goal")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReshardGoal.Split.class, name = "split"),
    @JsonSubTypes.Type(value = ReshardGoal.Merge.class, name = "merge"),
    @JsonSubTypes.Type(value = ReshardGoal.ShardCount.class, name = "shard-count")
})
public sealed interface ReshardGoal {

    /** @param at the first hash key of the upper child */
    record Split(ShardId shard, HashKey at) implements ReshardGoal {}

    record Merge(ShardId shard, ShardId adjacent) implements ReshardGoal {}

    /** So many shards of even hash-key ranges; it may take several rounds. */
    record ShardCount(int count) implements ReshardGoal {}
}
