package io.millrace.server.kinesis;

import io.millrace.server.catalog.Catalog;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.kinesis.consumers.ConsumerLookup;
import io.millrace.server.kinesis.consumers.Subscriptions;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.records.ShardAppends;
import io.millrace.server.kinesis.records.ShardReads;
import io.millrace.server.kinesis.streams.AccountQuotas;
import io.millrace.server.kinesis.streams.Incarnations;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.kinesis.token.PagingTokens;
import io.millrace.server.kinesis.token.ShardIterators;
import io.millrace.server.limits.ReadLimit;
import io.millrace.server.limits.SubscriptionLimit;
import io.millrace.server.metrics.StreamMetrics;
import java.time.Clock;

/** What the operations are made of. Each takes just what it names in its constructor. */
public record KinesisParts(
        Catalog catalog,
        StreamTopics topics,
        AccountQuotas quotas,
        Incarnations incarnations,
        Arns arns,
        StreamLookup streams,
        ShardAppends appends,
        ShardReads reads,
        Positions positions,
        ShardIterators iterators,
        PagingTokens pagingTokens,
        ConsumerLookup consumers,
        Subscriptions subscriptions,
        ReadLimit readLimit,
        SubscriptionLimit subscriptionLimit,
        StreamMetrics metrics,
        Clock clock) {}
