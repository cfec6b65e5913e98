package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.StreamName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many readers of large pages, in a heap that could not hold all the pages that they ask for. */
@Timeout(180)
class ReadMemoryIT {

    private static final String CATALOG = "read-memory-it-catalog";
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature="
                    + "0".repeat(64);
    private static final StreamName STREAM = new StreamName("read-memory");
    private static final int READERS = 60;
    private static final int IDLERS = 15;
    private static final int RECORDS = 700;
    private static final int RECORD_BYTES = 50_000;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void sixty_readers_of_ten_MiB_pages_all_read_on_in_a_heap_of_256_MiB(@TempDir Path folder) throws Exception {
        fill();
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        List<Socket> idle = new ArrayList<>();
        try (FacadeProcess facade = FacadeProcess.start("256m", SharedBroker.bootstrapServers(), CATALOG, folder)) {
            String start = iterator(facade.uri());
            for (int i = 0; i < IDLERS; i++) {
                idle.add(asksAndDoesNotRead(facade.uri(), start));
            }
            Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> readAll(facade.uri(), start, statuses)));
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(150, TimeUnit.SECONDS)).isEqualTo(RECORDS);
            }
            assertThat(statuses).allMatch(status -> status == 200 || status == 503);
            assertThat(facade.isAlive()).isTrue();
        } finally {
            threads.shutdownNow();
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private static void fill() {
        try (Node node = Nodes.open(CATALOG);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            new NodeClient(node).create(STREAM.value(), 1);
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(STREAM.value(), new byte[] {'k'}, new byte[RECORD_BYTES]));
            }
        }
    }

    private String iterator(URI uri) throws Exception {
        HttpResponse<byte[]> answer = call(
                uri,
                "GetShardIterator",
                "{\"StreamName\":\"" + STREAM
                        + "\",\"ShardId\":\"shardId-000000000000\",\"ShardIteratorType\":\"TRIM_HORIZON\"}");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("ShardIterator");
        return json.readTree(answer.body()).get("ShardIterator").asText();
    }

    private int readAll(URI uri, String start, Queue<Integer> statuses) throws Exception {
        String iterator = start;
        int records = 0;
        while (true) {
            HttpResponse<byte[]> answer = call(uri, "GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}");
            statuses.add(answer.statusCode());
            if (answer.statusCode() == 503) {
                TimeUnit.MILLISECONDS.sleep(50);
                continue;
            }
            if (answer.statusCode() != 200) {
                throw new IOException(new String(answer.body(), StandardCharsets.UTF_8));
            }
            JsonNode page = json.readTree(answer.body());
            records += page.get("Records").size();
            iterator = page.get("NextShardIterator").asText();
            if (page.get("MillisBehindLatest").asLong() == 0) {
                return records;
            }
        }
    }

    private HttpResponse<byte[]> call(URI uri, String operation, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("X-Amz-Date", "20261121T090000Z")
                .header("Authorization", SIGNED)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Socket asksAndDoesNotRead(URI uri, String iterator) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        String body = "{\"ShardIterator\":\"" + iterator + "\"}";
        OutputStream out = socket.getOutputStream();
        out.write(("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n"
                        + "X-Amz-Target: Kinesis_20131202.GetRecords\r\nX-Amz-Date: 20261121T090000Z\r\nAuthorization: "
                        + SIGNED + "\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }
}
