package io.millrace.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Decision;
import io.millrace.server.catalog.KafkaCatalog;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.kafka.StreamTopics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdoptionIT {

    private final KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
    private final Admin admin = clients.admin();
    private final StreamTopics topics = new StreamTopics(admin, Optional.empty(), Map.of());
    private final StreamName name = new StreamName("adopted-" + UUID.randomUUID());

    private KafkaCatalog catalog;
    private KafkaCatalog catalogOfAnotherNode;
    private Adoption adoption;

    @BeforeEach
    void openCatalogs() {
        String topic = "catalog-" + UUID.randomUUID();
        catalogOfAnotherNode = open(topic);
        catalog = open(topic);
        adoption = new Adoption(catalog, topics, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        catalog.close();
        catalogOfAnotherNode.close();
        admin.close();
    }

    @Test
    void anAdoptedTopicIsAStreamOfOneShardAPartitionFromItsOldestRecordOn() throws Exception {
        makeTopic(3);
        produce(1, "gone", "kept");
        admin.deleteRecords(Map.of(new TopicPartition(name.value(), 1), RecordsToDelete.beforeOffset(1)))
                .all()
                .get();

        adopt();

        StreamImage seen = catalogOfAnotherNode.readToEnd().toCompletableFuture().join().stream(name)
                .orElseThrow();
        assertThat(seen.fact().isActive()).isTrue();
        assertThat(seen.fact().retention().hours()).isEqualTo(168);
        List<Shard> shards = seen.openShards();
        assertThat(shards).extracting(Shard::partition).containsExactly(0, 1, 2);
        assertThat(shards).extracting(Shard::firstOffset).containsExactly(0L, 1L, 0L);
        assertThat(seen.router()).isPresent();
    }

    @Test
    void itsRecordsGetTheTimeOfTheirArrivalFromThenOn() throws Exception {
        makeTopic(1);

        adopt();

        assertThat(topics.settings(name).toCompletableFuture().join())
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("retention.ms", Long.toString(Duration.ofDays(7).toMillis()));
    }

    @Test
    void aTopicThatIsNotThereCannotBeAdopted() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(this::adopt)
                .withMessageContaining("There is no topic " + name);
    }

    @Test
    void toAdoptAgainChangesNothing() throws Exception {
        makeTopic(1);
        Adoption.Adopted first = adopt();
        Adoption.Adopted second = adopt();

        assertThat(first.already()).isFalse();
        assertThat(second.already()).isTrue();
        assertThat(second.stream()).isSameAs(first.stream());
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> adopt(OptionalInt.of(24)))
                .withMessageContaining("keeps records 168 hours");
    }

    @Test
    void aStreamThatHasATopicOfItsOwnIsRefused() throws Exception {
        makeTopic(1);
        StreamFact created = StreamFact.creating(name, "incarnation", Instant.now(), StreamMode.PROVISIONED)
                .withStatus(StreamStatus.ACTIVE);
        catalog.change(image -> Decision.Outcome.of(true, created))
                .toCompletableFuture()
                .join();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(this::adopt)
                .withMessageContaining("was made by CreateStream");
    }

    private Adoption.Adopted adopt() {
        return adopt(OptionalInt.empty());
    }

    private Adoption.Adopted adopt(OptionalInt retentionHours) {
        return adoption.adopt(name, "incarnation", retentionHours)
                .toCompletableFuture()
                .join();
    }

    private void makeTopic(int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name.value(), Optional.of(partitions), Optional.empty())))
                .all()
                .get();
    }

    private void produce(int partition, String... values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                clients.recordProducer(1 << 20, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO)) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(
                                name.value(), partition, null, value.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private KafkaCatalog open(String topic) {
        return KafkaCatalog.open(clients, admin, topic, Optional.empty(), Map.of(), Duration.ofSeconds(15));
    }
}
