package io.millrace.conformance.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.client.JavaClientSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Nodes are added and removed under load, as at an upgrade. Each error that a client meets with is one after which SDKs try again. */
class NodesComeAndGoIT {

    private static final String STREAM = "come-and-go";
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final List<String> OPERATIONS =
            List.of("PutRecord", "PutRecords", "GetShardIterator", "GetRecords", "ListShards", "DescribeStreamSummary");

    @Test
    @Timeout(300)
    void everyErrorIsOneAfterWhichSdksTryAgain() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "come-and-go", Long.toString(System.nanoTime()))
                .toAbsolutePath());
        try (KafkaCluster kafka = new KafkaCluster(folder, 1)) {
            List<Child> nodes = FacadeMain.processes(3, kafka, folder, LEASE);
            try (Balancer balancer =
                    new Balancer(nodes.stream().map(Child::port).toList())) {
                nodes.forEach(Child::awaitListening);
                nodes.get(2).terminate();
                URI endpoint = URI.create("http://127.0.0.1:" + balancer.port());
                try (KinesisClient client = new JavaClientSettings(endpoint, true).sync();
                        Attempts attempts = new Attempts()) {
                    load(client, attempts);

                    awaitProgress(attempts);
                    nodes.get(2).startAgain();
                    nodes.get(2).awaitListening();
                    awaitProgress(attempts);
                    for (Child node : nodes.subList(0, 2)) {
                        node.terminate();
                        awaitProgress(attempts);
                        node.startAgain();
                        node.awaitListening();
                    }
                    awaitProgress(attempts);

                    attempts.close();
                    System.out.println("nodes came and went: "
                            + OPERATIONS.stream().mapToLong(attempts::successes).sum() + " calls succeeded, "
                            + attempts.failures() + " failed");
                    assertThat(attempts.notTriedAgain()).isEmpty();
                }
            } finally {
                nodes.forEach(Child::close);
            }
        }
    }

    private static void load(KinesisClient client, Attempts attempts) {
        client.createStream(r -> r.streamName(STREAM).shardCount(2));
        client.waiter().waitUntilStreamExists(r -> r.streamName(STREAM));
        SdkBytes data = SdkBytes.fromUtf8String("data");
        AtomicInteger keys = new AtomicInteger();
        attempts.every(
                2,
                "PutRecord",
                () -> client.putRecord(r -> r.streamName(STREAM)
                        .partitionKey("k" + keys.incrementAndGet())
                        .data(data)));
        attempts.every(
                2,
                "PutRecords",
                () -> client.putRecords(r -> r.streamName(STREAM)
                        .records(
                                PutRecordsRequestEntry.builder()
                                        .partitionKey("a")
                                        .data(data)
                                        .build(),
                                PutRecordsRequestEntry.builder()
                                        .partitionKey("b")
                                        .data(data)
                                        .build())));
        attempts.every(10, "GetShardIterator", () -> iterator(client, ShardIteratorType.LATEST));
        attempts.every(
                10,
                "GetRecords",
                () -> client.getRecords(
                        r -> r.limit(100).shardIterator(iterator(client, ShardIteratorType.TRIM_HORIZON))));
        attempts.every(10, "ListShards", () -> client.listShards(r -> r.streamName(STREAM)));
        attempts.every(10, "DescribeStreamSummary", () -> client.describeStreamSummary(r -> r.streamName(STREAM)));
    }

    private static String iterator(KinesisClient client, ShardIteratorType type) {
        return client.getShardIterator(r ->
                        r.streamName(STREAM).shardId("shardId-000000000000").shardIteratorType(type))
                .shardIterator();
    }

    /** Until each operation was successful another fifty times. */
    private static void awaitProgress(Attempts attempts) {
        List<Long> before = OPERATIONS.stream().map(attempts::successes).toList();
        for (int i = 0; i < OPERATIONS.size(); i++) {
            while (attempts.successes(OPERATIONS.get(i)) < before.get(i) + 50) {
                Pause.millis(20);
            }
        }
    }
}
