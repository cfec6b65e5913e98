package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.config.ConfigSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code millrace up --with-dynamodb-local} is. */
@Timeout(180)
class LocalTablesIT {

    private static final Path LIBRARIES = Path.of("../conformance/dynamodb-local/target/lib");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void whatChangesInATableIsInItsTopicOnceAlsoAfterARestart() throws Exception {
        try (LocalMillrace millrace = start()) {
            awaitDynamoDb(millrace);
            call(millrace, "CreateTable", """
                    {"TableName": "orders", "BillingMode": "PAY_PER_REQUEST",
                     "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                     "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                     "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}}""");
            call(millrace, "CreateTable", """
                    {"TableName": "without-stream", "BillingMode": "PAY_PER_REQUEST",
                     "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                     "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}""");
            put(millrace, "first");

            assertThat(changed(millrace, 1)).containsExactly("first");
            assertThat(servedStreams(millrace)).contains("\"TableName\":\"orders\"");
        }
        try (LocalMillrace millrace = start()) {
            awaitDynamoDb(millrace);
            put(millrace, "second");

            assertThat(changed(millrace, 2)).containsExactly("first", "second");
        }
    }

    private LocalMillrace start() {
        return LocalMillrace.start(
                folder,
                0,
                Optional.of(new LocalDelivery.Ports(0, 0)),
                Optional.of(new LocalTables.Config(LIBRARIES, 0)),
                ConfigSource.defaults().settings(Map.of("http.port", "0")));
    }

    private void put(LocalMillrace millrace, String id) throws Exception {
        call(millrace, "PutItem", "{\"TableName\": \"orders\", \"Item\": {\"id\": {\"S\": \"" + id + "\"}}}");
    }

    private void awaitDynamoDb(LocalMillrace millrace) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                call(millrace, "ListTables", "{}");
                return;
            } catch (IOException e) {
                assertThat(System.nanoTime()).as("DynamoDB Local answers").isLessThan(until);
            }
        }
    }

    private void call(LocalMillrace millrace, String operation, String body) throws Exception {
        String dynamoDb = millrace.tables().orElseThrow().endpoint();
        HttpResponse<String> answer = call(dynamoDb, "DynamoDB_20120810." + operation, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String servedStreams(LocalMillrace millrace) throws Exception {
        String facade = "http://127.0.0.1:" + millrace.facade().port().getAsInt();
        return call(facade, "DynamoDBStreams_20120810.ListStreams", "{}").body();
    }

    private HttpResponse<String> call(String endpoint, String target, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint))
                .header("X-Amz-Target", target)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** The ids of the changes in the table's topic, once there are so many; a scanned item is none. */
    private static List<String> changed(LocalMillrace millrace, int count) {
        List<String> changed = new ArrayList<>();
        TopicPartition partition = new TopicPartition(LocalTables.TOPIC_PREFIX + ".orders", 0);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", millrace.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (changed.size() < count) {
                assertThat(System.nanoTime())
                        .as("the changes so far: " + changed)
                        .isLessThan(until);
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    String value = new String(record.value(), StandardCharsets.UTF_8);
                    if (value.contains("\"op\":\"c\"")) {
                        changed.add(value.replaceAll(
                                "(?s).*\"after\":\"\\{\\\\\"id\\\\\":\\{\\\\\"S\\\\\":\\\\\"(\\w+)\\\\\".*", "$1"));
                    }
                });
            }
        }
        return changed;
    }
}
