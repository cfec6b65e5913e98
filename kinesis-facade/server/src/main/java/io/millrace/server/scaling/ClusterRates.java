package io.millrace.server.scaling;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.server.reshard.MeasuredRates;
import java.util.List;
import java.util.Optional;

/** What all live nodes together write to shards. A node that does not say is taken to write nothing, or any amount. */
final class ClusterRates {

    private final List<MeasuredRates> told;
    private final boolean all;

    /** @param nodes what each has measured; empty for one that does not say */
    ClusterRates(List<Optional<MeasuredRates>> nodes) {
        told = nodes.stream().flatMap(Optional::stream).toList();
        all = told.size() == nodes.size();
    }

    ShardRate atLeast(String incarnation, ShardId shard) {
        return told.stream().map(node -> node.atLeast(incarnation, shard)).reduce(ShardRate.ZERO, ShardRate::plus);
    }

    /** Empty if not all nodes say. */
    Optional<ShardRate> atMost(String incarnation, ShardId shard) {
        return all
                ? Optional.of(told.stream()
                        .map(node -> node.atMost(incarnation, shard))
                        .reduce(ShardRate.ZERO, ShardRate::plus))
                : Optional.empty();
    }
}
