package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.config.ServerConfig;
import io.millrace.server.kinesis.consumers.DescribeStreamConsumer;
import io.millrace.server.kinesis.consumers.RegisterStreamConsumer;
import io.millrace.server.kinesis.consumers.StartingPosition;
import io.millrace.server.kinesis.consumers.SubscribeToShard;
import io.millrace.server.kinesis.consumers.SubscribeToShardEvent;
import io.millrace.server.kinesis.records.GetRecords;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.records.Record;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.ConsumerName;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.streams.DeleteStream;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.operation.EventStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Readers of the newest records of a shard, who share what one consumer fetches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class HeadReadsIT {

    private static final String SHARD = "shardId-000000000000";
    private static final String CATALOG = "head-reads-it-catalog";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Node node;
    private Node other;
    private NodeClient client;
    private NodeClient otherClient;

    @BeforeAll
    void open() {
        node = Node.open(
                ServerConfig.of(Map.of(
                        "kafka.bootstrapServers",
                        SharedBroker.bootstrapServers(),
                        "kafka.catalogTopic",
                        CATALOG,
                        "reading.tailBytes",
                        "1MiB")),
                new StreamMetrics(registry),
                Clock.systemUTC());
        other = Nodes.open(CATALOG);
        client = new NodeClient(node);
        otherClient = new NodeClient(other);
    }

    @AfterAll
    void close() {
        other.close();
        node.close();
    }

    @Test
    void what_another_node_has_acknowledged_is_read_at_once() {
        StreamName stream = created("heads-of-others");
        String iterator = atTheHead(stream);
        double before = reads("memory");

        for (int i = 0; i < 200; i++) {
            otherClient.put(stream, "k", "data-" + i);
            GetRecords.Response page = client.read(iterator);
            assertThat(data(page.records())).containsExactly("data-" + i);
            assertThat(page.millisBehindLatest()).isZero();
            iterator = page.nextShardIterator().orElseThrow();
        }
        assertThat(reads("memory") - before).isGreaterThan(100);
    }

    @Test
    void to_ask_an_idle_shard_again_and_again_fetches_nothing() {
        StreamName stream = created("heads-idle");
        String iterator = atTheHead(stream);
        double before = reads("kafka");

        for (int i = 0; i < 500; i++) {
            GetRecords.Response page = client.read(iterator);
            assertThat(page.records()).isEmpty();
            assertThat(page.millisBehindLatest()).isZero();
            iterator = page.nextShardIterator().orElseThrow();
        }

        assertThat(reads("kafka")).isEqualTo(before);
    }

    @Test
    void twenty_subscribers_of_one_shard_share_what_is_fetched() {
        StreamName stream = created("heads-shared");
        List<Events> all = IntStream.range(0, 20)
                .mapToObj(i -> subscribe(stream, "reader-" + i))
                .toList();
        all.forEach(events -> events.ask(1_000));
        client.put(stream, "k", "first");
        NodeClient.await(() -> all.stream().allMatch(events -> !events.data().isEmpty()));
        double before = reads("kafka");

        List<String> sent = new ArrayList<>(List.of("first"));
        for (int i = 0; i < 200; i++) {
            client.put(stream, "k", "data-" + i);
            sent.add("data-" + i);
        }

        NodeClient.await(() -> all.stream().allMatch(events -> events.data().size() >= sent.size()));
        assertThat(all).allSatisfy(events -> assertThat(events.data()).isEqualTo(sent));
        assertThat(reads("kafka")).isEqualTo(before);
        all.forEach(Events::cancel);
    }

    @Test
    void a_subscriber_that_does_not_read_holds_neither_memory_nor_others() {
        StreamName stream = created("heads-slow");
        Events slow = subscribe(stream, "slow");
        slow.ask(1);
        client.put(stream, "k", "first");
        NodeClient.await(() -> !slow.data().isEmpty());
        Events quick = subscribe(stream, "quick");
        quick.ask(10_000);
        List<String> sent = new ArrayList<>();
        String filling = "x".repeat(20_000);
        for (int i = 0; i < 200; i++) {
            sent.add(i + filling);
            client.put(stream, "k", i + filling);
            assertThat(registry.get("millrace.tail.memory").gauge().value())
                    .isLessThanOrEqualTo(
                            registry.get("millrace.tail.memory.limit").gauge().value())
                    .isLessThan(1 << 20);
        }
        NodeClient.await(() -> quick.data().size() == 200);
        assertThat(slow.data()).containsExactly("first");

        slow.ask(10_000);

        NodeClient.await(() -> slow.data().size() == 201);
        assertThat(slow.data().subList(1, 201)).isEqualTo(sent);
        assertThat(quick.data()).isEqualTo(sent);
        slow.cancel();
        quick.cancel();
    }

    @Test
    void at_the_head_too_only_what_is_committed_is_read() {
        StreamName stream = created("heads-transactions");
        String iterator = atTheHead(stream);
        try (KafkaProducer<String, String> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(stream.value(), "k", "aborted"));
            producer.flush();
            client.put(stream, "k", "behind it");
            GetRecords.Response open = client.read(iterator);
            assertThat(open.records()).isEmpty();
            iterator = open.nextShardIterator().orElseThrow();

            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(stream.value(), "k", "committed"));
            producer.commitTransaction();
        }

        List<String> found = new ArrayList<>();
        while (found.size() < 2) {
            GetRecords.Response page = client.read(iterator);
            found.addAll(data(page.records()));
            iterator = page.nextShardIterator().orElseThrow();
        }
        assertThat(found).containsExactly("behind it", "committed");
    }

    @Test
    void a_new_stream_of_the_same_name_has_nothing_of_the_old_one() {
        for (int life = 0; life < 3; life++) {
            StreamName stream = created("heads-again");
            String iterator = atTheHead(stream);
            List<String> sent = new ArrayList<>();
            List<String> found = new ArrayList<>();
            for (int i = 0; i < 5 + 3 * life; i++) {
                sent.add("life-" + life + "-" + i);
                client.put(stream, "k", sent.get(i));
                GetRecords.Response page = client.read(iterator);
                found.addAll(data(page.records()));
                iterator = page.nextShardIterator().orElseThrow();
            }
            assertThat(found).isEqualTo(sent);
            assertThat(client.readAll(stream, SHARD))
                    .extracting(NodeClient.Read::data)
                    .isEqualTo(sent);
            client.call(
                    "DeleteStream",
                    new DeleteStream.Request(
                            Optional.of(stream), Optional.empty(), Optional.empty(), Optional.empty()));
            NodeClient.await(() -> node.catalogImage().stream(stream).isEmpty());
        }
    }

    private StreamName created(String name) {
        StreamName stream = client.create(name, 1);
        otherClient.awaitActive(stream);
        return stream;
    }

    /** From the second read on, the shard's head is followed. */
    private String atTheHead(StreamName stream) {
        GetRecords.Response first = client.read(client.iterator(stream, SHARD, Positions.Type.LATEST));
        assertThat(first.millisBehindLatest()).isZero();
        return first.nextShardIterator().orElseThrow();
    }

    private double reads(String source) {
        return registry.get("millrace.tail.reads")
                .tag("source", source)
                .counter()
                .count();
    }

    private static List<String> data(List<Record> records) {
        return records.stream()
                .map(record ->
                        StandardCharsets.UTF_8.decode(record.data().duplicate()).toString())
                .toList();
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        SharedBroker.bootstrapServers(),
                        "transactional.id",
                        "native-" + System.nanoTime()),
                new StringSerializer(),
                new StringSerializer());
    }

    @SuppressWarnings("unchecked")
    private Events subscribe(StreamName stream, String name) {
        RegisterStreamConsumer.Response registered = client.call(
                "RegisterStreamConsumer",
                new RegisterStreamConsumer.Request(
                        new StreamArn("arn:aws:kinesis:us-east-1:000000000000:stream/" + stream),
                        new ConsumerName(name),
                        Optional.empty(),
                        Optional.empty()));
        ConsumerArn arn = new ConsumerArn(registered.consumer().consumerARN());
        NodeClient.await(() -> status(arn) == ConsumerStatus.ACTIVE);
        EventStream events = client.call(
                "SubscribeToShard",
                new SubscribeToShard.Request(
                        arn,
                        Optional.empty(),
                        new ShardIdText(SHARD),
                        new StartingPosition(Positions.Type.LATEST, Optional.empty(), Optional.empty())));
        Events subscriber = new Events();
        ((Flow.Publisher<SubscribeToShardEvent>) events.events()).subscribe(subscriber);
        return subscriber;
    }

    private ConsumerStatus status(ConsumerArn arn) {
        DescribeStreamConsumer.Response description = client.call(
                "DescribeStreamConsumer",
                new DescribeStreamConsumer.Request(
                        Optional.empty(), Optional.empty(), Optional.of(arn), Optional.empty()));
        return description.consumerDescription().consumerStatus();
    }

    /** Asks for events when it is told to. */
    private static final class Events implements Flow.Subscriber<SubscribeToShardEvent> {

        private final List<SubscribeToShardEvent> events = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        List<String> data() {
            return events.stream()
                    .flatMap(event -> HeadReadsIT.data(event.records()).stream())
                    .toList();
        }

        void ask(long count) {
            subscription.join().request(count);
        }

        void cancel() {
            subscription.join().cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription.complete(begun);
        }

        @Override
        public void onNext(SubscribeToShardEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
