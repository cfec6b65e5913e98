package io.millrace.server.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.Fact;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaCatalogIT {

    private final KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : open) {
            part.close();
        }
    }

    @Test
    void a_catalog_that_is_opened_again_says_what_it_said() throws Exception {
        KafkaCatalog first = open("catalog-again");
        change(first, put(stream("kept", 0)));
        change(first, put(stream("removed", 0)));
        change(
                first,
                image -> new Decision.Outcome<>(
                        List.of(new Change.Remove(FactKey.ofStream(new StreamName("removed")))), true));

        KafkaCatalog second = open("catalog-again");

        assertThat(second.image().streams().keySet()).containsExactly(new StreamName("kept"));
        assertThat(second.image().stream(new StreamName("kept")).orElseThrow().fact())
                .isEqualTo(first.image().stream(new StreamName("kept"))
                        .orElseThrow()
                        .fact());
    }

    @Test
    void two_writers_lose_no_change_of_each_other() throws Exception {
        KafkaCatalog one = open("catalog-two-writers");
        KafkaCatalog other = open("catalog-two-writers");
        change(one, put(stream("counter", 0)));

        List<CompletableFuture<Integer>> changes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            changes.add(one.change(KafkaCatalogIT::increment).toCompletableFuture());
            changes.add(other.change(KafkaCatalogIT::increment).toCompletableFuture());
        }
        // A writer that loses the catalog too often gives up, and says so: what it did not write is not counted.
        int written = 0;
        for (CompletableFuture<Integer> change : changes) {
            try {
                change.get(60, TimeUnit.SECONDS);
                written++;
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e).hasMessageContaining("ServiceUnavailable");
            }
        }

        assertThat(written).isPositive();
        one.readToEnd().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(hours(one.image())).isEqualTo(24 + written);
    }

    @Test
    void catalogs_of_one_cluster_do_not_take_each_other_away() throws Exception {
        KafkaCatalog one = open("catalog-of-one");
        KafkaCatalog other = open("catalog-of-another");
        change(one, put(stream("first", 0)));
        int epoch = epoch("catalog-of-one");

        change(other, put(stream("elsewhere", 0)));
        change(one, put(stream("second", 0)));

        // A transaction raises it by one, and to take the catalog again by one more.
        assertThat(epoch("catalog-of-one")).isLessThanOrEqualTo(epoch + 1);
        assertThat(one.image().streams()).hasSize(2);
    }

    private int epoch(String transactionalId) throws Exception {
        try (Admin admin = clients.admin()) {
            return admin.describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get(30, TimeUnit.SECONDS)
                    .producerEpoch();
        }
    }

    @Test
    void a_transaction_is_seen_whole_or_not_at_all() throws Exception {
        KafkaCatalog writer = open("catalog-whole");
        KafkaCatalog reader = open("catalog-whole");
        AtomicInteger halves = new AtomicInteger();
        reader.onChange(image -> {
            if (image.streams().size() % 500 != 0) {
                halves.incrementAndGet();
            }
        });

        for (int round = 0; round < 4; round++) {
            int first = round * 500;
            change(
                    writer,
                    put(IntStream.range(first, first + 500)
                            .mapToObj(i -> stream("s" + i, 0))
                            .toArray(Fact[]::new)));
        }

        reader.readToEnd().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(reader.image().streams()).hasSize(2000);
        assertThat(halves).hasValue(0);
    }

    @Test
    void a_decision_that_refuses_writes_nothing() throws Exception {
        KafkaCatalog catalog = open("catalog-refused");
        long before = catalog.image().offset();

        CompletableFuture<Object> refused = catalog.change(image -> {
                    throw AwsError.resourceInUse("no").asException();
                })
                .toCompletableFuture();

        assertThatThrownBy(refused::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("ResourceInUseException");
        assertThat(catalog.readToEnd()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS)
                        .offset())
                .isEqualTo(before);
    }

    @Test
    void what_is_not_understood_is_refused_when_it_is_opened_and_while_it_is_followed() throws Exception {
        KafkaCatalog catalog = open("catalog-foreign");
        change(catalog, put(stream("kept", 0)));
        try (Producer<byte[], byte[]> producer =
                clients.recordProducer(1 << 20, Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ZERO)) {
            producer.send(new ProducerRecord<>("catalog-foreign", "delivery/new".getBytes(UTF_8), new byte[] {1}))
                    .get(20, TimeUnit.SECONDS);
        }

        while (catalog.trouble().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(catalog.trouble().get()).contains("'delivery/new' is of an unknown kind");
        assertThat(catalog.image().streams().keySet()).containsExactly(new StreamName("kept"));
        assertThatThrownBy(() -> change(catalog, put(stream("more", 0)))).hasMessageContaining("ServiceUnavailable");
        assertThatThrownBy(() -> open("catalog-foreign"))
                .isInstanceOf(CatalogUnreadableException.class)
                .hasMessageContaining("topic catalog-foreign, cannot be read: The catalog's fact 'delivery/new'");
    }

    private KafkaCatalog open(String topic) {
        Admin admin = clients.admin();
        KafkaCatalog catalog =
                KafkaCatalog.open(clients, admin, topic, Optional.empty(), Map.of(), Duration.ofSeconds(20));
        open.add(catalog);
        open.add(admin);
        return catalog;
    }

    private static StreamFact stream(String name, int moreHours) {
        StreamFact fact = StreamFact.creating(
                new StreamName(name),
                "aaaaaaaaaaaaaaaaaaaa-aaa",
                Instant.ofEpochMilli(1_700_000_000_000L),
                StreamMode.PROVISIONED);
        return fact.withRetention(fact.retention().changedTo(24 + moreHours, Instant.ofEpochSecond(1_700_000_000)));
    }

    private static Decision<Boolean> put(Fact... facts) {
        return image -> Decision.Outcome.of(true, facts);
    }

    private static Decision.Outcome<Integer> increment(CatalogImage image) {
        int next = hours(image) + 1;
        return Decision.Outcome.of(next, stream("counter", next - 24));
    }

    private static int hours(CatalogImage image) {
        return image.stream(new StreamName("counter"))
                .orElseThrow()
                .fact()
                .retention()
                .hours();
    }

    private static <R> R change(KafkaCatalog catalog, Decision<R> decision) throws Exception {
        return catalog.change(decision).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
