package io.millrace.conformance.themes;

import static io.millrace.conformance.themes.ClientStream.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

@EveryClient
class PutAndGetIT {

    private static final String SHARD = "shardId-000000000000";

    private final KinesisClientPort client;

    PutAndGetIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
    }

    @Test
    void whatIsPutIsReadFromEveryKindOfPosition() {
        ClientStream stream = ClientStream.create(client, 1);
        String latest = stream.iterator(SHARD, "LATEST");

        JsonNode first = stream.put("one", "first");
        String second = stream.put("two", "second").get("SequenceNumber").asText();
        List<JsonNode> all = stream.readAll(SHARD, 2);

        assertThat(first.get("ShardId").asText()).isEqualTo(SHARD);
        assertThat(texts(all)).containsExactly("first", "second");
        assertThat(all.get(0).get("PartitionKey").asText()).isEqualTo("one");
        assertThat(all.get(0).get("SequenceNumber")).isEqualTo(first.get("SequenceNumber"));
        assertThat(all.get(1).get("SequenceNumber").asText()).isEqualTo(second);
        assertThat(texts(stream.read(latest, 2))).containsExactly("first", "second");
        assertThat(texts(
                        stream.read(stream.iterator(SHARD, "AT_SEQUENCE_NUMBER", "StartingSequenceNumber", second), 1)))
                .containsExactly("second");
        String firstNumber = first.get("SequenceNumber").asText();
        assertThat(texts(stream.read(
                        stream.iterator(SHARD, "AFTER_SEQUENCE_NUMBER", "StartingSequenceNumber", firstNumber), 1)))
                .containsExactly("second");
        Instant arrival = arrival(all.get(0));
        assertThat(texts(stream.read(stream.iterator(SHARD, "AT_TIMESTAMP", "Timestamp", arrival), 2)))
                .containsExactly("first", "second");
        assertThat(arrival)
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(5));
        stream.delete();
    }

    @Test
    void aBatchKeepsItsOrder() {
        ClientStream stream = ClientStream.create(client, 2);

        List<JsonNode> entries = stream.putAll("one-key", "r", 100);
        String shard = entries.get(0).get("ShardId").asText();
        List<JsonNode> read = stream.readAll(shard, 100);

        assertThat(entries)
                .hasSize(100)
                .allSatisfy(entry -> assertThat(entry.get("ShardId").asText()).isEqualTo(shard));
        assertThat(read)
                .extracting(ClientStream::text)
                .startsWith("r0", "r1", "r2")
                .hasSize(100);
        assertThat(read)
                .extracting(record -> record.get("SequenceNumber").asText())
                .containsExactlyElementsOf(entries.stream()
                        .map(entry -> entry.get("SequenceNumber").asText())
                        .toList());
        stream.delete();
    }

    private static Instant arrival(JsonNode record) {
        return OffsetDateTime.parse(record.get("ApproximateArrivalTimestamp").asText())
                .toInstant();
    }
}
