package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.LocalMillrace;
import io.millrace.server.config.ConfigSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stream that a client splits, that is then made on-demand, and merges what is idle by itself. */
@Timeout(120)
class HistoryIT {

    private static final String UNCHECKED = "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/kinesis/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void whatAStreamWentThroughCanBeReadBack() throws Exception {
        try (LocalMillrace millrace = LocalMillrace.start(
                folder,
                0,
                ConfigSource.defaults()
                        .settings(Map.of(
                                "http.port", "0",
                                "streams.defaultOnDemandShards", "1",
                                "scaling.interval", "200ms",
                                "scaling.splitAfter", "1s",
                                "scaling.mergeAfter", "1s",
                                "scaling.pause", "0s")))) {
            call(millrace, "CreateStream", "{\"StreamName\":\"orders\",\"ShardCount\":1}");
            awaitOpen(millrace, 1);
            assertThat(history(millrace).out()).isEqualToNormalizingNewlines("It was not resharded yet.\n");

            call(
                    millrace,
                    "UpdateShardCount",
                    "{\"StreamName\":\"orders\",\"TargetShardCount\":2,\"ScalingType\":\"UNIFORM_SCALING\"}");
            awaitOpen(millrace, 2);
            call(
                    millrace,
                    "UpdateStreamMode",
                    "{\"StreamARN\":\"arn:aws:kinesis:us-east-1:000000000000:stream/orders\","
                            + "\"StreamModeDetails\":{\"StreamMode\":\"ON_DEMAND\"}}");
            awaitOpen(millrace, 1);

            CommandRun run = history(millrace);
            assertThat(run.exitCode()).isZero();
            assertThat(run.out().lines()).hasSize(3);
            assertThat(run.out())
                    .containsPattern("a call +1 > 2 +- +- +all to even ones")
                    .containsPattern("measured +2 > 1 +0 +0 +merge 1\\+2");

            call(millrace, "DeleteStream", "{\"StreamName\":\"orders\"}");
            assertThat(lastOfKey("history/orders", millrace.bootstrapServers())).isEmpty();
        }
    }

    /** Reads the catalog until the stream itself is gone; what stands under the key then. */
    private static Optional<String> lastOfKey(String key, String bootstrapServers) {
        TopicPartition catalog = new TopicPartition("__millrace_catalog", 0);
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        Map<String, Optional<String>> facts = new HashMap<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(catalog));
            consumer.seekToBeginning(List.of(catalog));
            while (facts.getOrDefault("stream/orders", Optional.of("")).isPresent()) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> facts.put(record.key(), Optional.ofNullable(record.value())));
            }
        }
        return facts.get(key);
    }

    private static CommandRun history(LocalMillrace millrace) {
        return CommandRun.of("shards", "orders", "--history", "--bootstrap-servers", millrace.bootstrapServers());
    }

    /** Until the stream is ACTIVE with so many open shards. */
    private void awaitOpen(LocalMillrace millrace, int count) throws Exception {
        String summary;
        do {
            summary = call(millrace, "DescribeStreamSummary", "{\"StreamName\":\"orders\"}");
        } while (!summary.contains("\"OpenShardCount\":" + count + ",") || !summary.contains("\"ACTIVE\""));
    }

    private String call(LocalMillrace millrace, String operation, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + millrace.facade().port().orElseThrow()))
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Authorization", UNCHECKED)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
