package io.millrace.server.limits;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.operation.AwsError;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What a delivery stream of the service takes of direct puts where it takes the most. Each node counts what it gets.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/limits.html">Quotas</a>
 */
final class AwsPutLimit implements PutLimit {

    private static final Optional<AwsError> SLOW_DOWN =
            Optional.of(new AwsError("ServiceUnavailableException", AwsError.UNAVAILABLE, "Slow down."));

    private final InstantSource clock;
    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

    AwsPutLimit(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<AwsError> tryRequest(String incarnation) {
        return allowance(incarnation).tryRequest(clock.millis()) ? Optional.empty() : SLOW_DOWN;
    }

    @Override
    public Optional<AwsError> tryRecord(String incarnation, int bytes) {
        return allowance(incarnation).tryRecord(bytes, clock.millis()) ? Optional.empty() : SLOW_DOWN;
    }

    private Allowance allowance(String incarnation) {
        return allowances.computeIfAbsent(incarnation, key -> new Allowance(clock.millis()));
    }

    /** Forgets the delivery streams that are gone. Called with every image. */
    void follow(CatalogImage image) {
        if (!allowances.isEmpty()) {
            Set<String> known = image.deliveryStreams().values().stream()
                    .map(DeliveryStreamFact::incarnation)
                    .collect(Collectors.toSet());
            allowances.keySet().retainAll(known);
        }
    }

    private static final class Allowance {

        private final TokenBucket requests;
        private final TokenBucket records;
        private final TokenBucket bytes;

        Allowance(long nowMillis) {
            requests = new TokenBucket(2_000, nowMillis);
            records = new TokenBucket(500_000, nowMillis);
            bytes = new TokenBucket(5 * 1024 * 1024, nowMillis);
        }

        synchronized boolean tryRequest(long nowMillis) {
            return taken(requests, 1, nowMillis);
        }

        synchronized boolean tryRecord(int size, long nowMillis) {
            boolean allowed = records.holds(1, nowMillis) && taken(bytes, size, nowMillis);
            if (allowed) {
                records.take(1);
            }
            return allowed;
        }

        private static boolean taken(TokenBucket bucket, double amount, long nowMillis) {
            boolean held = bucket.holds(amount, nowMillis);
            if (held) {
                bucket.take(amount);
            }
            return held;
        }
    }
}
