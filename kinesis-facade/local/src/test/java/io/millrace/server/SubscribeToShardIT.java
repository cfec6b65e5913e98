package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.consumers.DeregisterStreamConsumer;
import io.millrace.server.kinesis.consumers.StartingPosition;
import io.millrace.server.kinesis.consumers.SubscribeToShardEvent;
import io.millrace.server.kinesis.records.ChildShard;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.SequenceNumberText;
import io.millrace.server.operation.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Subscriptions of a node without HTTP to shards of a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class SubscribeToShardIT {

    private static final String FIRST_SHARD = "shardId-000000000000";
    private static final String MIDDLE = "170141183460469231731687303715884105728";

    private Node node;
    private NodeClient client;
    private Subscriber subscriber;

    @BeforeAll
    void open() {
        node = Nodes.open("subscribe-it-catalog");
        client = new NodeClient(node);
        subscriber = new Subscriber(client);
    }

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void everythingIsPushedInOrderThroughASplitThatHappensMeanwhile() {
        StreamName stream = client.create("pushed", 1);
        String consumer = subscriber.register(stream, "reader");
        List<String> sent = put(stream, 0, 150);

        Subscriber.Events parent =
                subscriber.subscribe(consumer, FIRST_SHARD, Subscriber.from(Positions.Type.TRIM_HORIZON));
        NodeClient.await(() -> parent.data().size() == 150);
        sent.addAll(put(stream, 150, 300));
        client.split(stream, FIRST_SHARD, MIDDLE);
        sent.addAll(put(stream, 300, 450));
        client.awaitActive(stream);

        NodeClient.join(parent.done);
        SubscribeToShardEvent last = parent.events.get(parent.events.size() - 1);
        assertThat(last.continuationSequenceNumber()).isEmpty();
        assertThat(last.childShards().orElseThrow())
                .extracting(ChildShard::shardId)
                .containsExactly("shardId-000000000001", "shardId-000000000002");
        assertThat(parent.events.subList(0, parent.events.size() - 1)).allSatisfy(event -> {
            assertThat(event.continuationSequenceNumber()).isPresent();
            assertThat(event.childShards()).isEmpty();
        });
        List<Subscriber.Events> children = last.childShards().orElseThrow().stream()
                .map(child ->
                        subscriber.subscribe(consumer, child.shardId(), Subscriber.from(Positions.Type.TRIM_HORIZON)))
                .toList();
        NodeClient.await(() -> parent.data().size()
                        + children.stream()
                                .mapToInt(child -> child.data().size())
                                .sum()
                >= sent.size());

        assertThat(Stream.concat(Stream.of(parent), children.stream()).flatMap(events -> events.data().stream()))
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(parent.data()).isEqualTo(sent.subList(0, parent.data().size()));
        assertThat(children).allSatisfy(child -> assertThat(child.numbers()).isSorted());
        children.forEach(Subscriber.Events::cancel);
    }

    @Test
    void theNextSubscriptionGoesOnAfterTheContinuation() {
        StreamName stream = client.create("continued", 1);
        String first = subscriber.register(stream, "first");
        String second = subscriber.register(stream, "second");
        put(stream, 0, 20);
        Subscriber.Events events =
                subscriber.subscribe(first, FIRST_SHARD, Subscriber.from(Positions.Type.TRIM_HORIZON));
        NodeClient.await(() -> events.data().size() == 20);
        events.cancel();
        String continuation = events.events
                .get(events.events.size() - 1)
                .continuationSequenceNumber()
                .orElseThrow();

        Subscriber.Events next = subscriber.subscribe(
                second,
                FIRST_SHARD,
                new StartingPosition(
                        Positions.Type.AFTER_SEQUENCE_NUMBER,
                        Optional.of(new SequenceNumberText(continuation)),
                        Optional.empty()));
        List<String> more = put(stream, 20, 30);

        NodeClient.await(() -> next.data().size() == 10);
        assertThat(next.data()).isEqualTo(more);
        next.cancel();
    }

    @Test
    void whoSubscribesAtTheTipGetsWhatComesAfter() {
        StreamName stream = client.create("tip", 1);
        String consumer = subscriber.register(stream, "reader");
        put(stream, 0, 5);

        Subscriber.Events events = subscriber.subscribe(consumer, FIRST_SHARD, Subscriber.from(Positions.Type.LATEST));
        List<String> sent = put(stream, 5, 10);

        NodeClient.await(() -> events.data().size() == 5);
        assertThat(events.data()).isEqualTo(sent);
        events.cancel();
    }

    @Test
    void aConsumerThatIsDeregisteredIsGoneAndSoIsItsSubscription() {
        StreamName stream = client.create("deregistered", 1);
        String consumer = subscriber.register(stream, "reader");
        Subscriber.Events events = subscriber.subscribe(consumer, FIRST_SHARD, Subscriber.from(Positions.Type.LATEST));

        client.call(
                "DeregisterStreamConsumer",
                new DeregisterStreamConsumer.Request(
                        Optional.empty(), Optional.empty(), Optional.of(new ConsumerArn(consumer)), Optional.empty()));

        assertThat(events.done.handle((nothing, e) -> e).join())
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.error().code()).isEqualTo("ResourceNotFoundException"));
        NodeClient.await(() -> client.image(stream).consumers().isEmpty());
    }

    private List<String> put(StreamName stream, int from, int to) {
        return new ArrayList<>(IntStream.range(from, to)
                .mapToObj(i -> {
                    client.put(stream, "key-" + i, "data-" + i);
                    return "data-" + i;
                })
                .toList());
    }
}
