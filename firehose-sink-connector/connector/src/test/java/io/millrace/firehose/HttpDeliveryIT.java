package io.millrace.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics to an HTTP endpoint, through a real Connect worker; what the endpoint does not take goes to the bucket. */
@Timeout(120)
class HttpDeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConnectCluster cluster = ConnectCluster.shared();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer endpoint;
    private LocalStore store;
    private Bucket bucket;
    private volatile int status = 200;

    @BeforeEach
    void start() throws Exception {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", this::answer);
        endpoint.start();
        store = new LocalStore();
        bucket = new Bucket(store, "http-errors");
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.stop(0);
        bucket.close();
        store.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        // once: a test changes it when it has seen what was received
        int now = status;
        if (now == 200) {
            for (JsonNode record : request.path("records")) {
                received.add(new String(record.path("data").binaryValue(), UTF_8));
            }
        }
        byte[] body = JSON.writeValueAsBytes(Map.of(
                "requestId", request.path("requestId").asText(),
                "timestamp", request.path("timestamp").asLong()));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(now, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void deliver(String name) {
        cluster.createTopic(name, 1);
        Map<String, String> config = new HashMap<>(store.properties());
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("topics", name);
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("destination", "http");
        config.put("http.url", "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/");
        config.put("s3.bucket", bucket.name());
        config.put("buffer.interval.seconds", "1");
        config.put("retry.duration.seconds", "1");
        config.put("backup.mode", "all");
        config.put("backup.prefix", "source/");
        config.put("s3.error.prefix", "errors/!{firehose:error-output-type}/");
        config.put("processing.delimiter", Base64.getEncoder().encodeToString(";".getBytes(UTF_8)));
        cluster.createConnector(name, config);
    }

    @Test
    void recordsAreSentAndThoseThatAreNotTakenGoToTheBucketAsTheSourceOfAllDoes() {
        deliver("http");
        cluster.produce("http", 0, "k", "one");
        cluster.produce("http", 0, "k", "two");
        Eventually.isTrue(PATIENCE, "both records", () -> received.containsAll(List.of("one;", "two;")));

        status = 503;
        cluster.produce("http", 0, "k", "three");
        Eventually.isTrue(
                PATIENCE,
                "the error",
                () -> bucket.lines("errors/http-endpoint-failed/").size() == 1);

        assertThat(bucket.lines("errors/http-endpoint-failed/").get(0))
                .contains(Base64.getEncoder().encodeToString("three".getBytes(UTF_8)))
                .contains("HttpEndpoint.");
        Eventually.isTrue(
                PATIENCE,
                "the sources",
                () -> String.join("", bucket.lines("source/")).equals("onetwothree"));
        Eventually.isTrue(
                PATIENCE,
                "the group's offset",
                () -> cluster.offsets("http")
                        .getOrDefault(new TopicPartition("http", 0), 0L)
                        .equals(3L));
        cluster.delete("http");
    }
}
