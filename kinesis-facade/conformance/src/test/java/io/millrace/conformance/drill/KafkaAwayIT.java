package io.millrace.conformance.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.conformance.client.JavaClientSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The only broker is killed, and started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class KafkaAwayIT {

    private static final String STREAM = "away";
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final SdkBytes DATA = SdkBytes.fromUtf8String("data");

    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaCluster kafka;
    private Child facade;
    private URI endpoint;

    @BeforeAll
    void start() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "kafka-away", Long.toString(System.nanoTime()))
                .toAbsolutePath());
        kafka = new KafkaCluster(folder, 1);
        facade = FacadeMain.processes(1, kafka, folder, LEASE).get(0);
        facade.awaitListening();
        endpoint = URI.create("http://127.0.0.1:" + facade.port());
    }

    @AfterAll
    void stop() {
        facade.close();
        kafka.close();
    }

    @Test
    void errorsAreTriedAgainNothingIsLostAndTheNodeSaysThatItIsNotReady() throws Exception {
        Child broker = kafka.brokers().get(0);
        try (KinesisClient once = new JavaClientSettings(endpoint, true).sync();
                KinesisClient patient = JavaClientSettings.retrying(endpoint, 1_000)) {
            once.createStream(r -> r.streamName(STREAM).shardCount(1));
            once.waiter().waitUntilStreamExists(r -> r.streamName(STREAM));
            List<String> numbers = new ArrayList<>(List.of(put(patient, 0)));
            String iterator = iterator(once, ShardIteratorType.TRIM_HORIZON);
            assertThat(ready()).isEqualTo(200);

            broker.kill();
            CompletableFuture<List<String>> whileAway = CompletableFuture.supplyAsync(
                    () -> IntStream.range(1, 20).mapToObj(n -> put(patient, n)).toList());
            // At first Kafka is asked; once the lease has lapsed nothing is.
            for (int round = 0; round < 2; round++) {
                allUnavailable(
                        () -> once.putRecord(
                                r -> r.streamName(STREAM).partitionKey("other").data(DATA)),
                        () -> once.putRecords(r -> r.streamName(STREAM)
                                .records(PutRecordsRequestEntry.builder()
                                        .partitionKey("other")
                                        .data(DATA)
                                        .build())),
                        () -> iterator(once, ShardIteratorType.LATEST),
                        () -> once.getRecords(r -> r.shardIterator(iterator)));
            }
            assertThat(ready()).isEqualTo(503);
            assertThat(whileAway).isNotDone();
            broker.startAgain();
            numbers.addAll(whileAway.get());
            while (ready() != 200) {
                Pause.millis(50);
            }

            List<Record> records = records(patient);
            assertThat(records).extracting(Record::sequenceNumber).containsAll(numbers);
            assertThat(records.stream()
                            .filter(record -> record.partitionKey().equals("k"))
                            .map(record -> record.data().asUtf8String())
                            .distinct())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(Integer::toString).toList());
        }
    }

    /** All at once, as the lease lapses soon. */
    private static void allUnavailable(ThrowingCallable... calls) {
        CompletableFuture.allOf(Stream.of(calls)
                        .map(call -> CompletableFuture.runAsync(() -> unavailable(call)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void unavailable(ThrowingCallable call) {
        long begun = System.nanoTime();
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KinesisException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
    }

    private static String put(KinesisClient client, int number) {
        return client.putRecord(r ->
                        r.streamName(STREAM).partitionKey("k").data(SdkBytes.fromUtf8String(Integer.toString(number))))
                .sequenceNumber();
    }

    private static String iterator(KinesisClient client, ShardIteratorType type) {
        return client.getShardIterator(r ->
                        r.streamName(STREAM).shardId("shardId-000000000000").shardIteratorType(type))
                .shardIterator();
    }

    private static List<Record> records(KinesisClient client) {
        List<Record> all = new ArrayList<>();
        String next = iterator(client, ShardIteratorType.TRIM_HORIZON);
        GetRecordsResponse page;
        do {
            String from = next;
            page = client.getRecords(r -> r.shardIterator(from));
            all.addAll(page.records());
            next = page.nextShardIterator();
        } while (page.millisBehindLatest() > 0);
        return all;
    }

    private int ready() throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(endpoint.resolve("/health/ready"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
