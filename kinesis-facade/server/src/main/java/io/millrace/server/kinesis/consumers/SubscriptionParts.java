package io.millrace.server.kinesis.consumers;

import io.millrace.server.catalog.Catalog;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.metrics.StreamMetrics;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What subscriptions are made of.
 *
 * @param executor where they take their turns; none blocks
 */
public record SubscriptionParts(
        Catalog catalog,
        StreamLookup streams,
        ConsumerLookup consumers,
        ShardPages pages,
        Tips tips,
        SubscriptionClaims claims,
        Timers timers,
        Executor executor,
        StreamMetrics metrics,
        Clock clock) {}
