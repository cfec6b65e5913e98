package io.millrace.server.scaling;

import io.millrace.mapping.ShardRate;
import io.millrace.mapping.catalog.ReshardGoal;
import java.util.Optional;

/**
 * What to do to a stream's shards.
 *
 * @param rate the measured one that asks for it: of the busiest of the shards, or pairs; empty if the stream's warm throughput does
 */
record ScalingStep(ReshardGoal goal, Optional<ShardRate> rate) {}
