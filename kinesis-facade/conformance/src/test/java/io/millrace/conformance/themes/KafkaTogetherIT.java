package io.millrace.conformance.themes;

import static io.millrace.conformance.themes.ClientStream.bytes;
import static io.millrace.conformance.themes.ClientStream.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Kinesis programs and Kafka programs share the records of a stream. */
@EveryClient
class KafkaTogetherIT {

    private final KinesisClientPort client;
    private final String bootstrapServers;

    KafkaTogetherIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
        this.bootstrapServers = facade.endpoints().bootstrapServers();
    }

    @Test
    void aPlainConsumerReadsWhatAKinesisProgramPut() {
        ClientStream stream = ClientStream.create(client, 1);
        stream.put("key-1", "from Kinesis");

        ConsumerRecord<String, byte[]> record = consume(stream.name(), 1).get(0);

        assertThat(record.key()).isEqualTo("key-1");
        assertThat(record.value()).isEqualTo(bytes("from Kinesis"));
        stream.delete();
    }

    @Test
    void aKinesisProgramReadsWhatAPlainProducerSent() {
        ClientStream stream = ClientStream.create(client, 1);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(stream.name(), "key-2", bytes("from Kafka")));
            producer.send(new ProducerRecord<>(stream.name(), bytes("without a key")));
        }

        List<JsonNode> read = stream.readAll("shardId-000000000000", 2);

        assertThat(texts(read)).containsExactly("from Kafka", "without a key");
        assertThat(read.get(0).get("PartitionKey").asText()).isEqualTo("key-2");
        stream.delete();
    }

    private List<ConsumerRecord<String, byte[]>> consume(String topic, int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            Instant deadline = Instant.now().plusSeconds(30);
            while (records.size() < count && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            }
        }
        return records;
    }
}
