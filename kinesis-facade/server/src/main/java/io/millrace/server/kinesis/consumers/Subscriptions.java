package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subscriptions of this node, one a consumer and shard: a new one takes over from the one before, but not in its first
 * five seconds.
 *
 * <p>Nodes do not know each other's subscriptions yet: of two that are made on two nodes, both live until their five
 * minutes are over. Where nodes are to agree, {@link #begin} is the place to ask the others and {@link #takenOver} what
 * their subscriptions end with.
 */
public final class Subscriptions {

    /** Counted from the call, whether or not the client has let go of the stream since. */
    static final Duration EXCLUSIVE = Duration.ofSeconds(5);

    private final SubscriptionParts parts;
    private final Map<SubscriptionKey, ShardSubscription> newest = new HashMap<>();

    public Subscriptions(SubscriptionParts parts) {
        this.parts = parts;
        parts.catalog().onChange(this::follow);
    }

    /**
     * Begins to count its five minutes; it reads nothing until it is subscribed to and asked.
     *
     * @param offset of the first record to be pushed, if there is one
     * @throws io.millrace.server.operation.AwsException ResourceInUse, if the last one began less than five seconds ago
     */
    ShardSubscription begin(ConsumerFact consumer, ShardId shard, long offset) {
        SubscriptionKey key = SubscriptionKey.of(consumer, shard);
        Instant now = parts.clock().instant();
        ShardSubscription subscription = new ShardSubscription(key, offset, now, parts, this::ended);
        Optional<ShardSubscription> before;
        synchronized (newest) {
            before = Optional.ofNullable(newest.get(key));
            if (before.isPresent() && now.isBefore(before.get().begunAt().plus(EXCLUSIVE))) {
                throw takenOver().asException();
            }
            newest.put(key, subscription);
        }
        before.ifPresent(old -> old.end(takenOver()));
        subscription.begin();
        // What changed before it was listed has not been told to it.
        subscription.follow(parts.catalog().image());
        return subscription;
    }

    /** What the second caller gets who is too early, and what the first subscription ends with if he is not. */
    static AwsError takenOver() {
        return AwsError.resourceInUse("Another active subscription exists for this consumer.");
    }

    /** How many are remembered: those that go on, and those that ended in their first seconds. */
    int count() {
        synchronized (newest) {
            return newest.size();
        }
    }

    private void follow(CatalogImage image) {
        List<ShardSubscription> all;
        synchronized (newest) {
            all = List.copyOf(newest.values());
        }
        all.forEach(subscription -> subscription.follow(image));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private void ended(ShardSubscription subscription) {
        Duration rest =
                Duration.between(parts.clock().instant(), subscription.begunAt().plus(EXCLUSIVE));
        if (rest.isNegative() || rest.isZero()) {
            forget(subscription);
        } else {
            parts.timers().after(rest, () -> forget(subscription));
        }
    }

    private void forget(ShardSubscription subscription) {
        synchronized (newest) {
            newest.remove(subscription.key(), subscription);
        }
    }
}
