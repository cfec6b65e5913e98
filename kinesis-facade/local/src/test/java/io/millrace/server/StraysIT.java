package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.NodeClient.Read;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.kafka.StrayRecord;
import io.millrace.server.reshard.Lease;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Kafka-native producers write where no shard is. */
@Timeout(180)
class StraysIT {

    private static final String PARENT = "shardId-000000000000";
    private static final String LOWER = "shardId-000000000001";
    private static final String UPPER = "shardId-000000000002";
    private static final String MIDDLE = "170141183460469231731687303715884105728";

    @Test
    void what_lands_behind_the_end_of_a_closed_shard_is_read_once_in_the_shard_of_its_hash_key() {
        try (Node node = Strays.node("strays-it-plain")) {
            NodeClient client = new NodeClient(node);
            StreamName stream = split(client, "strays-plain");
            try (KafkaProducer<String, String> producer = Strays.producer()) {
                IntStream.range(0, 300)
                        .forEach(n -> producer.send(new ProducerRecord<>(stream.value(), 0, "k" + n % 7, "n" + n)));
                producer.send(new ProducerRecord<>(stream.value(), 0, null, "without key"));
                producer.send(explicit(stream, "low", "0"));
                producer.send(explicit(stream, "high", HashKey.MAX.toString()));
            }
            awaitRecords(client, stream, 303);

            assertThat(client.readAll(stream, PARENT)).extracting(Read::data).containsExactly("before");
            List<Read> lower = client.readAll(stream, LOWER);
            List<Read> upper = client.readAll(stream, UPPER);
            assertThat(lower).extracting(Read::data).contains("low").doesNotContain("high");
            assertThat(upper).extracting(Read::data).contains("high").doesNotContain("low");
            HashKey middle = HashKey.parse(MIDDLE).orElseThrow();
            for (int k = 0; k < 7; k++) {
                String key = "k" + k;
                boolean isLow = HashKey.ofPartitionKey(key).compareTo(middle) < 0;
                assertThat((isLow ? lower : upper)
                                .stream().filter(read -> read.key().equals(key)).map(Read::data))
                        .as("the records of " + key)
                        .containsExactlyElementsOf(IntStream.range(0, 300)
                                .filter(n -> ("k" + n % 7).equals(key))
                                .mapToObj(n -> "n" + n)
                                .toList());
            }
            boolean emptyIsLow = HashKey.ofPartitionKey("").compareTo(middle) < 0;
            assertThat(emptyIsLow ? lower : upper).extracting(Read::data).contains("without key");
            assertThat(Strays.records(stream, 1, lower.size()))
                    .allSatisfy(record -> assertThat(origin(record)).startsWith(PARENT + "/"));
        }
    }

    @Test
    void of_transactions_what_is_committed_is_carried_on_and_what_is_aborted_is_not() {
        try (Node node = Strays.node("strays-it-transactions")) {
            NodeClient client = new NodeClient(node);
            StreamName stream = split(client, "strays-transactions");
            try (KafkaProducer<String, String> producer = Strays.transactionalProducer()) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(stream.value(), 0, "k", "aborted"));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(stream.value(), 0, "k", "committed"));
                producer.commitTransaction();
            }
            awaitRecords(client, stream, 1);

            // The last marker is passed as well: nothing is left to be carried on.
            Strays.awaitCarriedToTheEnd("strays-it-transactions", stream, client.image(stream), 0);
            assertThat(readChildren(client, stream)).extracting(Read::data).containsExactly("committed");
        }
    }

    @Test
    void two_who_both_believe_that_it_is_their_turn_carry_each_stray_once() {
        StreamName stream;
        try (Node node = Strays.node("strays-it-two")) {
            stream = split(new NodeClient(node), "strays-two");
        }
        List<String> sent = new ArrayList<>();
        try (Strays.Carrier one = Strays.Carrier.start("strays-it-two");
                Strays.Carrier two = Strays.Carrier.start("strays-it-two");
                KafkaProducer<String, String> producer = Strays.producer()) {
            for (int burst = 0; one.taken() + two.taken() < 4; burst++) {
                for (int n = 0; n < 50; n++) {
                    sent.add("b" + burst + "/" + n);
                    producer.send(new ProducerRecord<>(stream.value(), 0, "k" + n % 5, sent.get(sent.size() - 1)));
                }
                producer.flush();
                Strays.awaitCarriedToTheEnd("strays-it-two", stream, one.image(stream), 0);
            }
            assertThat(one.taken() + two.taken())
                    .as("how often the stream was taken")
                    .isGreaterThan(1);
        }
        try (Node node = Strays.node("strays-it-two")) {
            assertThat(readChildren(new NodeClient(node), stream))
                    .extracting(Read::data)
                    .containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    void what_was_sent_in_another_term_of_the_lease_is_not_committed_but_carried_on_anew() {
        StreamName stream;
        try (Node node = Strays.node("strays-it-lease")) {
            stream = split(new NodeClient(node), "strays-lease");
        }
        try (KafkaProducer<String, String> producer = Strays.producer()) {
            IntStream.range(0, 20).forEach(n -> producer.send(new ProducerRecord<>(stream.value(), 0, "k", "n" + n)));
        }
        AtomicLong looks = new AtomicLong();
        // A new term at every look, ten times; none for ten times; then one that lasts.
        LongSupplier terms = () -> {
            long look = looks.incrementAndGet();
            return look <= 10 ? look : look <= 20 ? Lease.NONE : 100;
        };
        try (Strays.Carrier carrier = Strays.Carrier.start("strays-it-lease", terms)) {
            Strays.awaitCarriedToTheEnd("strays-it-lease", stream, carrier.image(stream), 0);
        }

        assertThat(looks).hasValueGreaterThan(20);
        try (Node node = Strays.node("strays-it-lease")) {
            assertThat(readChildren(new NodeClient(node), stream))
                    .extracting(Read::data)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(n -> "n" + n).toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Strays.Death.class)
    void a_carrier_that_dies_around_its_commit_leaves_each_stray_to_be_carried_once(Strays.Death death) {
        String catalog = "strays-it-" + death.name().toLowerCase(java.util.Locale.ROOT);
        StreamName stream;
        try (Node node = Strays.node(catalog)) {
            stream = split(new NodeClient(node), catalog + "-stream");
        }
        try (KafkaProducer<String, String> producer = Strays.producer()) {
            IntStream.range(0, 20).forEach(n -> producer.send(new ProducerRecord<>(stream.value(), 0, "k", "n" + n)));
        }
        try (Strays.Carrier dying = Strays.Carrier.dying(catalog, death)) {
            dying.awaitDeath();
        }

        try (Node node = Strays.node(catalog)) {
            NodeClient client = new NodeClient(node);
            Strays.awaitCarriedToTheEnd(catalog, stream, client.image(stream), 0);

            assertThat(readChildren(client, stream))
                    .extracting(Read::data)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(n -> "n" + n).toList());
        }
    }

    @Test
    void a_shard_with_strays_is_not_forgotten_until_they_are_carried_on() {
        StreamName stream;
        StreamImage image;
        try (Node node = Strays.node("strays-it-expiry")) {
            NodeClient client = new NodeClient(node);
            stream = split(client, "strays-expiry");
            image = client.image(stream);
            Strays.awaitCarriedToTheEnd("strays-it-expiry", stream, image, 0);
        }
        try (KafkaProducer<String, String> producer = Strays.producer()) {
            producer.send(new ProducerRecord<>(stream.value(), 0, "k", "stray"));
        }

        assertThat(Strays.carriedToTheEnd("strays-it-expiry", stream, image, Set.of(0)))
                .isEmpty();

        try (Node node = Strays.node("strays-it-expiry")) {
            Strays.awaitCarriedToTheEnd("strays-it-expiry", stream, image, 0);
        }
    }

    @Test
    void strays_in_the_partition_of_a_forgotten_shard_are_carried_on_also_when_another_shard_has_it() {
        try (Node node = Strays.node("strays-it-forgotten")) {
            NodeClient client = new NodeClient(node);
            StreamName stream = split(client, "strays-forgotten");
            Strays.awaitCarriedToTheEnd("strays-it-forgotten", stream, client.image(stream), 0);
            NodeClient.join(node.catalog()
                    .change(image -> new Decision.Outcome<>(
                            List.of(new Change.Remove(FactKey.ofShard(stream, new ShardId(0)))), true))
                    .toCompletableFuture());

            try (KafkaProducer<String, String> producer = Strays.producer()) {
                producer.send(new ProducerRecord<>(stream.value(), 0, "k", "in nobody's partition"));
                producer.flush();
                awaitRecords(client, stream, 1);
                client.split(stream, LOWER, "85070591730234615865843651857942052864");
                producer.send(new ProducerRecord<>(stream.value(), 0, "k", "while it is split"));
            }
            client.awaitActive(stream);
            assertThat(client.image(stream).openShards())
                    .as("partition 0 is used again")
                    .anySatisfy(shard -> assertThat(shard.partition()).isZero());
            client.put(stream, "k", "after");
            awaitRecords(client, stream, 3);

            assertThat(readChildren(client, stream))
                    .extracting(Read::data)
                    .containsExactlyInAnyOrder("in nobody's partition", "while it is split", "after");
        }
    }

    /** One shard with a record in it, split in the middle. */
    private static StreamName split(NodeClient client, String name) {
        StreamName stream = client.create(name, 1);
        client.put(stream, "k", "before");
        client.split(stream, PARENT, MIDDLE);
        client.awaitActive(stream);
        return stream;
    }

    private static void awaitRecords(NodeClient client, StreamName stream, int count) {
        NodeClient.await(() -> readChildren(client, stream).size() >= count);
    }

    private static List<Read> readChildren(NodeClient client, StreamName stream) {
        return client.image(stream).visibleShards().stream()
                .filter(shard -> shard.id().number() > 0)
                .flatMap(shard -> client.readAll(stream, shard.id().toString()).stream())
                .toList();
    }

    private static ProducerRecord<String, String> explicit(StreamName stream, String value, String hashKey) {
        ProducerRecord<String, String> record = new ProducerRecord<>(stream.value(), 0, "any", value);
        record.headers().add(RecordAppender.EXPLICIT_HASH_KEY, hashKey.getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private static String origin(org.apache.kafka.clients.consumer.ConsumerRecord<String, String> record) {
        return new String(record.headers().lastHeader(StrayRecord.ORIGIN).value(), StandardCharsets.US_ASCII);
    }
}
