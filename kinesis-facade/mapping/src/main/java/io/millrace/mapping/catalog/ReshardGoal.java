package io.millrace.mapping.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.millrace.mapping.HashKey;
import io.millrace.mapping.ShardId;
import java.util.List;

/** Where a stream that is UPDATING is being taken. It stands in the catalog, so that any node can carry it on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "goal")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReshardGoal.Split.class, name = "split"),
    @JsonSubTypes.Type(value = ReshardGoal.Merge.class, name = "merge"),
    @JsonSubTypes.Type(value = ReshardGoal.ShardCount.class, name = "shard-count"),
    @JsonSubTypes.Type(value = ReshardGoal.Splits.class, name = "splits"),
    @JsonSubTypes.Type(value = ReshardGoal.Merges.class, name = "merges")
})
public sealed interface ReshardGoal {

    ReshardStep.Kind kind();

    /** Those that are to be closed; none where that depends on what there is. */
    List<ShardId> shards();

    /** How many shards will be open, if so many are now. */
    int countFrom(int open);

    /** @param at the first hash key of the upper child */
    record Split(ShardId shard, HashKey at) implements ReshardGoal {

        @Override
        public ReshardStep.Kind kind() {
            return ReshardStep.Kind.SPLIT;
        }

        @Override
        public List<ShardId> shards() {
            return List.of(shard);
        }

        @Override
        public int countFrom(int open) {
            return open + 1;
        }
    }

    record Merge(ShardId shard, ShardId adjacent) implements ReshardGoal {

        @Override
        public ReshardStep.Kind kind() {
            return ReshardStep.Kind.MERGE;
        }

        @Override
        public List<ShardId> shards() {
            return List.of(shard, adjacent);
        }

        @Override
        public int countFrom(int open) {
            return open - 1;
        }
    }

    /** So many shards of even hash-key ranges; it may take several rounds. */
    record ShardCount(int count) implements ReshardGoal {

        @Override
        public ReshardStep.Kind kind() {
            return ReshardStep.Kind.COUNT;
        }

        @Override
        public List<ShardId> shards() {
            return List.of();
        }

        @Override
        public int countFrom(int open) {
            return count;
        }
    }

    /** Several at once, of different shards. */
    record Splits(List<Split> splits) implements ReshardGoal {

        public Splits {
            splits = List.copyOf(splits);
        }

        @Override
        public ReshardStep.Kind kind() {
            return ReshardStep.Kind.SPLIT;
        }

        @Override
        public List<ShardId> shards() {
            return splits.stream().map(Split::shard).toList();
        }

        @Override
        public int countFrom(int open) {
            return open + splits.size();
        }
    }

    /** Several at once, of different shards. */
    record Merges(List<Merge> merges) implements ReshardGoal {

        public Merges {
            merges = List.copyOf(merges);
        }

        @Override
        public ReshardStep.Kind kind() {
            return ReshardStep.Kind.MERGE;
        }

        @Override
        public List<ShardId> shards() {
            return merges.stream().flatMap(merge -> merge.shards().stream()).toList();
        }

        @Override
        public int countFrom(int open) {
            return open - merges.size();
        }
    }
}
