package io.millrace.server.limits;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.server.operation.AwsError;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One call a second for a consumer and a shard.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
final class AwsSubscriptionLimit implements SubscriptionLimit {

    private final String accountId;
    private final InstantSource clock;
    private final Map<Key, CallRate> rates = new ConcurrentHashMap<>();

    private record Key(StreamName stream, String incarnation, String consumer, ShardId shard) {}

    AwsSubscriptionLimit(String accountId, InstantSource clock) {
        this.accountId = accountId;
        this.clock = clock;
    }

    @Override
    public Optional<AwsError> tryCall(ConsumerFact consumer, ShardId shard) {
        Key key = new Key(consumer.stream(), consumer.incarnation(), consumer.name(), shard);
        return rates.computeIfAbsent(key, k -> new CallRate(1, accountId, clock))
                .tryCall(Optional.of(consumer.stream()));
    }

    /** Forgets the consumers and shards that are gone. Called with every image. */
    void follow(CatalogImage image) {
        rates.keySet()
                .removeIf(key -> image.stream(key.stream())
                        .filter(stream -> stream.fact().incarnation().equals(key.incarnation()))
                        .filter(stream -> stream.consumers().containsKey(key.consumer()))
                        .flatMap(stream -> stream.visibleShard(key.shard()))
                        .isEmpty());
    }

    /** How many pairs of a consumer and a shard are remembered. */
    int size() {
        return rates.size();
    }
}
