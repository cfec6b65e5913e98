package io.millrace.server.limits;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.operation.AwsError;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * The throughput that a shard of the service has. Each node counts what goes through it; what it remembers is bounded by
 * the shards that there are.
 */
final class AwsLimits implements WriteLimit, ReadLimit {

    private final String accountId;
    private final InstantSource clock;
    private final Map<Key, ShardAllowance> allowances = new ConcurrentHashMap<>();

    private record Key(StreamName stream, String incarnation, ShardId shard) {}

    AwsLimits(String accountId, InstantSource clock) {
        this.accountId = accountId;
        this.clock = clock;
    }

    @Override
    public Optional<AwsError> tryWrite(StreamName stream, String incarnation, ShardId shard, int bytes) {
        return check(new Key(stream, incarnation, shard), (allowance, now) -> allowance.tryWrite(bytes, now));
    }

    @Override
    public Optional<AwsError> tryRead(StreamName stream, String incarnation, ShardId shard) {
        return check(new Key(stream, incarnation, shard), ShardAllowance::tryRead);
    }

    @Override
    public void read(StreamName stream, String incarnation, ShardId shard, long bytes) {
        allowance(new Key(stream, incarnation, shard)).read(bytes);
    }

    @Override
    public Optional<AwsError> tryIterator(StreamName stream, String incarnation, ShardId shard) {
        return check(new Key(stream, incarnation, shard), ShardAllowance::tryIterator);
    }

    private Optional<AwsError> check(Key key, BiPredicate<ShardAllowance, Long> take) {
        return take.test(allowance(key), clock.millis())
                ? Optional.empty()
                : Optional.of(AwsError.provisionedThroughputExceeded("Rate exceeded for shard " + key.shard()
                        + " in stream " + key.stream() + " under account " + accountId + "."));
    }

    private ShardAllowance allowance(Key key) {
        return allowances.computeIfAbsent(key, k -> new ShardAllowance(clock.millis()));
    }

    /** Forgets the shards that are gone. Called with every image. */
    void follow(CatalogImage image) {
        allowances.keySet().removeIf(key -> shard(image, key).isEmpty());
    }

    private static Optional<Shard> shard(CatalogImage image, Key key) {
        return image.stream(key.stream())
                .filter(stream -> stream.fact().incarnation().equals(key.incarnation()))
                .flatMap(stream -> stream.visibleShard(key.shard()));
    }

    /** How many shards are remembered. */
    int size() {
        return allowances.size();
    }
}
