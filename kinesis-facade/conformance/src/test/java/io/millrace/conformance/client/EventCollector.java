package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;

/** Takes the events of one subscription, one by one, until they hold enough records, and then cancels it. */
final class EventCollector implements Subscriber<SubscribeToShardEventStream> {

    private final int wanted;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Boolean> enough = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private int records;

    EventCollector(int wanted) {
        this.wanted = wanted;
    }

    List<JsonNode> events() {
        return events;
    }

    CompletableFuture<Boolean> enough() {
        return enough;
    }

    @Override
    public void onSubscribe(Subscription started) {
        subscription = started;
        started.request(1);
    }

    @Override
    public void onNext(SubscribeToShardEventStream item) {
        if (item instanceof SubscribeToShardEvent event) {
            ObjectNode json = SdkShapes.read(event);
            events.add(json);
            records += json.path("Records").size();
        }
        if (subscription == null) {
            throw new IllegalStateException("an event before the subscription");
        }
        if (records >= wanted) {
            subscription.cancel();
            enough.complete(true);
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable cause) {
        // the subscription's future fails with the same
    }

    @Override
    public void onComplete() {
        enough.complete(false);
    }
}
