package io.millrace.conformance.themes;

import static io.millrace.conformance.themes.ClientStream.bytes;
import static io.millrace.conformance.themes.ClientStream.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

@EveryClient
class KeysIT {

    private static final String LARGEST =
            BigInteger.TWO.pow(128).subtract(BigInteger.ONE).toString();

    private final KinesisClientPort client;

    KeysIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
    }

    @Test
    void aKeyMayBeOfAnyLetters() {
        ClientStream stream = ClientStream.create(client, 1);
        String key = "río-Ω-水車-\uD83D\uDCA7";

        stream.put(key, "水");

        assertThat(stream.readAll("shardId-000000000000", 1)).singleElement().satisfies(record -> {
            assertThat(record.get("PartitionKey").asText()).isEqualTo(key);
            assertThat(ClientStream.text(record)).isEqualTo("水");
        });
        stream.delete();
    }

    @Test
    void anExplicitHashKeyOverridesThePartitionKey() {
        ClientStream stream = ClientStream.create(client, 2);

        JsonNode low = stream.call("PutRecord", "PartitionKey", "k", "Data", bytes("low"), "ExplicitHashKey", "0");
        JsonNode high =
                stream.call("PutRecord", "PartitionKey", "k", "Data", bytes("high"), "ExplicitHashKey", LARGEST);

        assertThat(low.get("ShardId").asText()).isEqualTo("shardId-000000000000");
        assertThat(high.get("ShardId").asText()).isEqualTo("shardId-000000000001");
        assertThat(texts(stream.readAll("shardId-000000000001", 1))).containsExactly("high");
        stream.delete();
    }

    @Test
    void sequenceNumbersOfAShardGrow() {
        ClientStream stream = ClientStream.create(client, 1);

        String first = stream.put("k", "1").get("SequenceNumber").asText();
        String second = stream.call(
                        "PutRecord", "PartitionKey", "k", "Data", bytes("2"), "SequenceNumberForOrdering", first)
                .get("SequenceNumber")
                .asText();

        assertThat(new BigInteger(second)).isGreaterThan(new BigInteger(first));
        assertThat(first).hasSize(56).startsWith("49");
        stream.delete();
    }
}
