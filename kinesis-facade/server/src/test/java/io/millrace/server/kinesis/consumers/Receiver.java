package io.millrace.server.kinesis.consumers;

import io.millrace.server.kinesis.records.Record;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps what a subscription sends. */
final class Receiver implements Flow.Subscriber<SubscribeToShardEvent> {

    final List<SubscribeToShardEvent> events = new ArrayList<>();
    Optional<AwsError> error = Optional.empty();
    boolean completed;

    private final long initialDemand;
    private Flow.@Nullable Subscription subscription;

    private Receiver(long initialDemand) {
        this.initialDemand = initialDemand;
    }

    static Receiver of(ShardSubscription subscription, long initialDemand) {
        Receiver receiver = new Receiver(initialDemand);
        subscription.subscribe(receiver);
        return receiver;
    }

    static Receiver ofAll(ShardSubscription subscription) {
        return of(subscription, Long.MAX_VALUE);
    }

    void request(long count) {
        subscription().request(count);
    }

    void cancel() {
        subscription().cancel();
    }

    List<String> keys() {
        return events.stream()
                .flatMap(event -> event.records().stream())
                .map(Record::partitionKey)
                .toList();
    }

    SubscribeToShardEvent last() {
        return events.get(events.size() - 1);
    }

    private Flow.Subscription subscription() {
        if (subscription == null) {
            throw new AssertionError("not subscribed");
        }
        return subscription;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        if (initialDemand > 0) {
            begun.request(initialDemand);
        }
    }

    @Override
    public void onNext(SubscribeToShardEvent event) {
        requireNotOver();
        events.add(event);
    }

    @Override
    public void onError(Throwable failure) {
        requireNotOver();
        error = Optional.of(((AwsException) failure).error());
    }

    @Override
    public void onComplete() {
        requireNotOver();
        completed = true;
    }

    private void requireNotOver() {
        if (completed || error.isPresent()) {
            throw new AssertionError("a signal after the end");
        }
    }
}
