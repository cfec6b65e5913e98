package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.kinesis.consumers.DescribeStreamConsumer;
import io.millrace.server.kinesis.consumers.RegisterStreamConsumer;
import io.millrace.server.kinesis.consumers.StartingPosition;
import io.millrace.server.kinesis.consumers.SubscribeToShard;
import io.millrace.server.kinesis.consumers.SubscribeToShardEvent;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.ConsumerName;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.operation.EventStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Registers consumers with a node and takes what is pushed to them. */
final class Subscriber {

    private final NodeClient client;

    Subscriber(NodeClient client) {
        this.client = client;
    }

    String register(StreamName stream, String name) {
        RegisterStreamConsumer.Response registered = client.call(
                "RegisterStreamConsumer",
                new RegisterStreamConsumer.Request(
                        new StreamArn("arn:aws:kinesis:us-east-1:000000000000:stream/" + stream),
                        new ConsumerName(name),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(registered.consumer().consumerStatus()).isEqualTo(ConsumerStatus.CREATING);
        String arn = registered.consumer().consumerARN();
        NodeClient.await(() -> status(arn) == ConsumerStatus.ACTIVE);
        return arn;
    }

    private ConsumerStatus status(String arn) {
        DescribeStreamConsumer.Response description = client.call(
                "DescribeStreamConsumer",
                new DescribeStreamConsumer.Request(
                        Optional.empty(), Optional.empty(), Optional.of(new ConsumerArn(arn)), Optional.empty()));
        return description.consumerDescription().consumerStatus();
    }

    static StartingPosition from(Positions.Type type) {
        return new StartingPosition(type, Optional.empty(), Optional.empty());
    }

    @SuppressWarnings("unchecked")
    Events subscribe(String consumer, String shard, StartingPosition position) {
        EventStream stream = client.call(
                "SubscribeToShard",
                new SubscribeToShard.Request(
                        new ConsumerArn(consumer), Optional.empty(), new ShardIdText(shard), position));
        Events events = new Events();
        ((Flow.Publisher<SubscribeToShardEvent>) stream.events()).subscribe(events);
        return events;
    }

    /** Asks for one event after the other. */
    static final class Events implements Flow.Subscriber<SubscribeToShardEvent> {

        final List<SubscribeToShardEvent> events = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> done = new CompletableFuture<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        List<String> data() {
            return events.stream()
                    .flatMap(event -> event.records().stream())
                    .map(record -> StandardCharsets.UTF_8
                            .decode(record.data().duplicate())
                            .toString())
                    .toList();
        }

        List<String> numbers() {
            return events.stream()
                    .flatMap(event -> event.records().stream())
                    .map(record -> record.sequenceNumber())
                    .toList();
        }

        void cancel() {
            subscription.join().cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription.complete(begun);
            begun.request(1);
        }

        @Override
        public void onNext(SubscribeToShardEvent event) {
            events.add(event);
            subscription.join().request(1);
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
