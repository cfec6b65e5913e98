package io.millrace.conformance.themes;

import static io.millrace.conformance.FacadeStream.until;
import static io.millrace.conformance.client.Requests.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.conformance.client.KinesisClientPort;
import io.millrace.conformance.client.ServiceError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A stream that a theme made through its client, and what themes do with streams again and again. */
final class ClientStream {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KinesisClientPort client;
    private final String name;

    private ClientStream(KinesisClientPort client, String name) {
        this.client = client;
        this.name = name;
    }

    static ClientStream create(KinesisClientPort client, int shards) {
        ClientStream stream = new ClientStream(client, "theme-" + UUID.randomUUID());
        client.call("CreateStream", request("StreamName", stream.name, "ShardCount", shards));
        stream.awaitActive();
        return stream;
    }

    String name() {
        return name;
    }

    String arn() {
        return summary().get("StreamARN").asText();
    }

    JsonNode summary() {
        return client.call("DescribeStreamSummary", request("StreamName", name)).get("StreamDescriptionSummary");
    }

    ClientStream awaitActive() {
        until(
                "stream " + name + " is active",
                () -> summary().get("StreamStatus").asText().equals("ACTIVE"));
        return this;
    }

    JsonNode call(String operation, Object... namesAndValues) {
        return client.call(operation, request(namesAndValues).put("StreamName", name));
    }

    JsonNode put(String key, String text) {
        return call("PutRecord", "PartitionKey", key, "Data", bytes(text));
    }

    /** Puts so many records with the texts {@code prefix0, prefix1, ...} in one batch and gives the entries of the answer. */
    List<JsonNode> putAll(String key, String prefix, int count) {
        List<ObjectNode> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(request("PartitionKey", key, "Data", bytes(prefix + i)));
        }
        return list(call("PutRecords", "Records", records).get("Records"));
    }

    /** @param more alternating names and values of further members */
    String iterator(String shardId, String type, Object... more) {
        ObjectNode request =
                request(more).put("StreamName", name).put("ShardId", shardId).put("ShardIteratorType", type);
        return client.call("GetShardIterator", request).get("ShardIterator").asText();
    }

    /** Reads on until so many records were seen, or the shard's end, or the tip with fewer. */
    List<JsonNode> read(String iterator, int count) {
        List<JsonNode> records = new ArrayList<>();
        Instant deadline = Instant.now().plus(PATIENCE);
        String next = iterator;
        while (records.size() < count && Instant.now().isBefore(deadline)) {
            JsonNode answer = client.call("GetRecords", request("ShardIterator", next));
            answer.get("Records").forEach(records::add);
            if (!answer.has("NextShardIterator")) {
                break;
            }
            next = answer.get("NextShardIterator").asText();
        }
        return records;
    }

    List<JsonNode> readAll(String shardId, int count) {
        return read(iterator(shardId, "TRIM_HORIZON"), count);
    }

    List<JsonNode> shards() {
        return list(call("ListShards").get("Shards"));
    }

    void delete() {
        call("DeleteStream", "EnforceConsumerDeletion", true);
    }

    /** The error that the call ends with. A call that this client cannot make skips the test. */
    static ServiceError refused(Runnable call) {
        try {
            call.run();
        } catch (ServiceError e) {
            return e;
        }
        throw new AssertionError("it was not refused");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] data(JsonNode record) {
        return Base64.getDecoder().decode(record.get("Data").asText());
    }

    static String text(JsonNode record) {
        return new String(data(record), StandardCharsets.UTF_8);
    }

    static List<String> texts(List<JsonNode> records) {
        return records.stream().map(ClientStream::text).toList();
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }
}
