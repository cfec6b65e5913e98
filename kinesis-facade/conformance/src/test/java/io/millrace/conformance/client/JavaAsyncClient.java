package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** The AWS SDK for Java v2, asynchronous, over HTTP/2. */
final class JavaAsyncClient implements KinesisClientPort {

    private final KinesisAsyncClient client;

    JavaAsyncClient(JavaClientSettings settings) {
        this.client = settings.async();
    }

    @Override
    public JsonNode call(String operation, ObjectNode request) {
        CompletableFuture<?> answer =
                (CompletableFuture<?>) JavaCalls.invoke(KinesisAsyncClient.class, client, operation, request);
        return SdkShapes.read((SdkPojo) join(answer));
    }

    @Override
    public List<JsonNode> subscribe(ObjectNode request, int records) {
        EventCollector collector = new EventCollector(records);
        SubscribeToShardResponseHandler handler = SubscribeToShardResponseHandler.builder()
                .onEventStream(events -> events.subscribe(collector))
                .build();
        CompletableFuture<Void> subscription = client.subscribeToShard(
                (SubscribeToShardRequest) SdkShapes.build(SubscribeToShardRequest.builder(), request), handler);
        CompletableFuture.anyOf(subscription, collector.enough())
                .handle((done, failed) -> null)
                .join();
        if (!collector.enough().getNow(false) && subscription.isCompletedExceptionally()) {
            join(subscription);
        }
        return collector.events();
    }

    private static Object join(CompletableFuture<?> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw JavaCalls.raised(e.getCause());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
