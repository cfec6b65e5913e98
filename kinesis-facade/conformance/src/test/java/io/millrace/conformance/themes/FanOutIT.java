package io.millrace.conformance.themes;

import static io.millrace.conformance.FacadeStream.until;
import static io.millrace.conformance.client.Requests.request;
import static io.millrace.conformance.themes.ClientStream.list;
import static io.millrace.conformance.themes.ClientStream.refused;
import static io.millrace.conformance.themes.ClientStream.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import io.millrace.conformance.client.ServiceError;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EveryClient
class FanOutIT {

    private static final String SHARD = "shardId-000000000000";

    private final KinesisClientPort client;

    FanOutIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
    }

    @Test
    void aConsumerIsRegisteredFoundListedAndDeregistered() {
        ClientStream stream = ClientStream.create(client, 1);
        String arn = stream.arn();

        JsonNode made = client.call("RegisterStreamConsumer", request("StreamARN", arn, "ConsumerName", "reader"))
                .get("Consumer");
        awaitConsumer(made.get("ConsumerARN").asText());

        assertThat(made.get("ConsumerARN").asText()).startsWith(arn + "/consumer/reader:");
        JsonNode found = client.call("DescribeStreamConsumer", request("StreamARN", arn, "ConsumerName", "reader"))
                .get("ConsumerDescription");
        assertThat(found.get("ConsumerARN")).isEqualTo(made.get("ConsumerARN"));
        assertThat(found.get("StreamARN").asText()).isEqualTo(arn);
        assertThat(list(client.call("ListStreamConsumers", request("StreamARN", arn))
                        .get("Consumers")))
                .extracting(consumer -> consumer.get("ConsumerName").asText())
                .containsExactly("reader");
        client.call("DeregisterStreamConsumer", request("StreamARN", arn, "ConsumerName", "reader"));
        until(
                "the consumer is gone",
                () -> list(client.call("ListStreamConsumers", request("StreamARN", arn))
                                .get("Consumers"))
                        .isEmpty());
        stream.delete();
    }

    @Test
    void aSubscriptionPushesWhatWasPutAndEndsAtTheShardsEndWithItsChildren() {
        ClientStream stream = ClientStream.create(client, 1);
        String consumer = register(stream);
        stream.putAll("key", "r", 20);

        List<JsonNode> events = client.subscribe(subscription(consumer, SHARD, Map.of("Type", "TRIM_HORIZON")), 20);

        assertThat(texts(records(events))).hasSize(20).startsWith("r0", "r1").endsWith("r19");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("ContinuationSequenceNumber").asText()).matches("\\d+");
            assertThat(event.get("MillisBehindLatest").asLong()).isNotNegative();
        });

        stream.call(
                "SplitShard",
                "ShardToSplit",
                SHARD,
                "NewStartingHashKey",
                BigInteger.TWO.pow(127).toString());
        stream.awaitActive();
        String last =
                events.get(events.size() - 1).get("ContinuationSequenceNumber").asText();
        String other = register(stream);
        List<JsonNode> end = client.subscribe(
                subscription(other, SHARD, Map.of("Type", "AFTER_SEQUENCE_NUMBER", "SequenceNumber", last)),
                Integer.MAX_VALUE);

        JsonNode closing = end.get(end.size() - 1);
        assertThat(records(end)).isEmpty();
        assertThat(closing.path("ContinuationSequenceNumber").asText("")).isEmpty();
        assertThat(list(closing.get("ChildShards")))
                .extracting(child -> child.get("ShardId").asText())
                .containsExactly("shardId-000000000001", "shardId-000000000002");
        stream.delete();
    }

    @Test
    void aSubscriptionToAShardThatIsNotThereIsRefusedBeforeItBegins() {
        ClientStream stream = ClientStream.create(client, 1);
        String consumer = register(stream);

        ServiceError error = refused(
                () -> client.subscribe(subscription(consumer, "shardId-000000000009", Map.of("Type", "LATEST")), 1));

        assertThat(error.raisedAs()).isEqualTo("ResourceNotFoundException");
        stream.delete();
    }

    private String register(ClientStream stream) {
        String name = "consumer-" + System.nanoTime();
        String arn = client.call("RegisterStreamConsumer", request("StreamARN", stream.arn(), "ConsumerName", name))
                .at("/Consumer/ConsumerARN")
                .asText();
        awaitConsumer(arn);
        return arn;
    }

    private void awaitConsumer(String arn) {
        until(
                "consumer " + arn + " is active",
                () -> client.call("DescribeStreamConsumer", request("ConsumerARN", arn))
                        .at("/ConsumerDescription/ConsumerStatus")
                        .asText()
                        .equals("ACTIVE"));
    }

    private static ObjectNode subscription(String consumer, String shard, Map<String, String> position) {
        return request("ConsumerARN", consumer, "ShardId", shard, "StartingPosition", position);
    }

    private static List<JsonNode> records(List<JsonNode> events) {
        List<JsonNode> records = new ArrayList<>();
        events.forEach(event -> event.get("Records").forEach(records::add));
        return records;
    }
}
