package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.server.kafka.ClaimsLog.Claim;
import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * The subscriptions of this node: one a consumer and shard, of all nodes. A new one takes over from the one before, whichever
 * node has it, once {@link SubscriptionClaims} says so.
 */
public final class Subscriptions {

    /** For a claim to be read again. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Claims wait in memory until Kafka has them. */
    private static final int MAX_UNDECIDED = 1_000;

    private static final AwsError NOT_KNOWN =
            AwsError.serviceUnavailable("It cannot be told now who else is subscribed. Please try again.");

    private final SubscriptionParts parts;
    private final Turns turns;
    /** By the id of their claims. */
    private final Map<String, Asked> undecided = new ConcurrentHashMap<>();
    /** By the subject of their claims. */
    private final Map<String, ShardSubscription> newest = new ConcurrentHashMap<>();

    private record Asked(SubscriptionKey key, long offset, CompletableFuture<ShardSubscription> begun) {}

    public Subscriptions(SubscriptionParts parts) {
        this.parts = parts;
        this.turns = new Turns(parts.executor());
        parts.catalog().onChange(this::follow);
        parts.claims().onDecided(decided -> turns.execute(() -> take(decided)));
    }

    /**
     * Begins to count its five minutes; it reads nothing until it is subscribed to and asked. Fails with ResourceInUse, if
     * the last one began less than five seconds ago, on whichever node.
     *
     * @param offset of the first record to be pushed, if there is one
     */
    CompletionStage<ShardSubscription> begin(ConsumerFact consumer, ShardId shard, long offset) {
        if (undecided.size() >= MAX_UNDECIDED) {
            throw NOT_KNOWN.asException();
        }
        SubscriptionKey key = SubscriptionKey.of(consumer, shard);
        Claim claim = new Claim(key.toString(), UUID.randomUUID().toString());
        CompletableFuture<ShardSubscription> begun = new CompletableFuture<>();
        undecided.put(claim.id(), new Asked(key, offset, begun));
        Future<?> patience = parts.timers().after(PATIENCE, () -> refuse(claim.id(), NOT_KNOWN));
        begun.whenComplete((subscription, e) -> patience.cancel(false));
        parts.claims().append(claim).whenComplete((sent, e) -> {
            if (e != null) {
                refuse(claim.id(), NOT_KNOWN);
            }
        });
        return begun;
    }

    /** What the second caller gets who is too early, and what the first subscription ends with if he is not. */
    static AwsError takenOver() {
        return AwsError.resourceInUse("Another active subscription exists for this consumer.");
    }

    /** How many go on. */
    int count() {
        return newest.size();
    }

    private void refuse(String claim, AwsError why) {
        Asked asked = undecided.remove(claim);
        if (asked != null) {
            turns.execute(() -> asked.begun().completeExceptionally(why.asException()));
        }
    }

    /** In turns, as the log has it: of two claims at once each node ends the same one. */
    private void take(SubscriptionClaims.Decided decided) {
        Claim claim = decided.claim();
        if (!decided.granted()) {
            refuse(claim.id(), takenOver());
            return;
        }
        Asked asked = undecided.remove(claim.id());
        ShardSubscription next = asked == null ? null : begun(asked);
        ShardSubscription before = next == null ? newest.remove(claim.subject()) : newest.put(claim.subject(), next);
        if (before != null) {
            before.end(takenOver());
        }
        if (next != null) {
            // What changed before it was listed has not been told to it.
            next.follow(parts.catalog().image());
            asked.begun().complete(next);
        }
    }

    private ShardSubscription begun(Asked asked) {
        ShardSubscription subscription = new ShardSubscription(asked.key(), asked.offset(), parts, this::forget);
        subscription.begin();
        return subscription;
    }

    private void follow(CatalogImage image) {
        newest.values().forEach(subscription -> subscription.follow(image));
    }

    private void forget(ShardSubscription subscription) {
        newest.remove(subscription.key().toString(), subscription);
    }
}
