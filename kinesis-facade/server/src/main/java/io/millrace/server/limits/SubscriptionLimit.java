package io.millrace.server.limits;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.server.operation.AwsError;
import java.util.Optional;

/** How often SubscribeToShard may be called for a consumer and a shard. */
@FunctionalInterface
public interface SubscriptionLimit {

    SubscriptionLimit NONE = (consumer, shard) -> Optional.empty();

    /** Takes one call from the allowance, or says why not. */
    Optional<AwsError> tryCall(ConsumerFact consumer, ShardId shard);
}
