package io.millrace.server.kinesis.consumers;

import io.millrace.server.kafka.ClaimsLog;
import io.millrace.server.kafka.ClaimsLog.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Decides which subscription of a consumer and a shard is the newest, on all nodes alike: each claims its place on a log that
 * they all read. A claim takes over from the one before, but not in its first five seconds, by the times of the log.
 */
public final class SubscriptionClaims {

    /** Counted from the call, whether or not the client has let go of the stream since. */
    static final Duration EXCLUSIVE = Duration.ofSeconds(5);

    private final ClaimsLog log;
    private final Map<String, Instant> inFirstSeconds = new HashMap<>();
    private volatile Consumer<Decided> listener = decided -> {};

    /** @param granted it holds from now on, and what held before does not */
    record Decided(Claim claim, boolean granted) {}

    /** Follows the log from now on, so that it knows what other nodes granted when this one takes its first call. */
    public SubscriptionClaims(ClaimsLog log) {
        this.log = log;
        log.followClaims(this::read);
    }

    /** Completes when the claim will be decided. */
    CompletionStage<Void> append(Claim claim) {
        return log.append(claim);
    }

    /** Hands every claim of whichever node to the listener, in the order of the log. */
    void onDecided(Consumer<Decided> subscriptions) {
        listener = subscriptions;
    }

    /** Called by one thread. */
    private void read(Claim claim, Instant at) {
        // Brokers' clocks may differ: a time that lies far ahead holds nobody off.
        inFirstSeconds
                .values()
                .removeIf(since -> Duration.between(since, at).abs().compareTo(EXCLUSIVE) >= 0);
        boolean granted = inFirstSeconds.putIfAbsent(claim.subject(), at) == null;
        listener.accept(new Decided(claim, granted));
    }
}
