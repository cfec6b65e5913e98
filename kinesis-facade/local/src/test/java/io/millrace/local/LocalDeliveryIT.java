package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.embedded.EmbeddedServerException;
import io.millrace.server.config.ConfigSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code millrace up} is, with all that delivers. */
@Timeout(180)
class LocalDeliveryIT {

    private static final String UNCHECKED =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/firehose/aws4_request,"
                    + " SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void aRecordThatIsPutIsAnObjectInTheBucketThatTheDeliveryStreamNames() throws Exception {
        try (LocalMillrace millrace = start(Map.of())) {
            ok(call(millrace, "CreateDeliveryStream", """
                    {"DeliveryStreamName": "events", "S3DestinationConfiguration": {
                      "RoleARN": "arn:aws:iam::000000000000:role/any", "BucketARN": "arn:aws:s3:::events",
                      "BufferingHints": {"SizeInMBs": 1, "IntervalInSeconds": 1}}}"""));
            await(
                    "ACTIVE",
                    () -> call(millrace, "DescribeDeliveryStream", "{\"DeliveryStreamName\": \"events\"}")
                            .body()
                            .contains("\"DeliveryStreamStatus\":\"ACTIVE\""));
            ok(call(millrace, "PutRecord", """
                    {"DeliveryStreamName": "events", "Record": {"Data": "aGVsbG8="}}"""));

            await("an object", () -> objects().stream().anyMatch(LocalDeliveryIT::saysHello));
        }
        assertThat(objects().stream().filter(LocalDeliveryIT::saysHello)).hasSize(1);
    }

    @Test
    void itStopsWhileItStarts() {
        long before = System.nanoTime();
        start(Map.of()).close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aPortThatIsTakenIsFoundBeforeAnythingIsMade() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start(new LocalDelivery.Ports(taken.getLocalPort(), 0), Map.of()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Connect cannot listen on port " + taken.getLocalPort())
                    .hasMessageContaining("--no-connect");
        }
        assertThat(folder.resolve("kafka")).doesNotExist();
    }

    @Test
    void workersThatAreElsewhereAreNotStartedHere() {
        try (LocalMillrace millrace = start(Map.of("connect.url", "http://127.0.0.1:1"))) {
            assertThat(millrace.delivery()).isEmpty();
        }
    }

    @Test
    void whereRequestsAreSignedTheConnectorsHaveAKeyOfTheirOwnThatStays() throws Exception {
        Path keys = folder.resolve("keys");
        Files.writeString(keys, "[default]\naws_access_key_id = me\naws_secret_access_key = mine\n");
        Files.setPosixFilePermissions(keys, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Map<String, String> signed = Map.of("auth.credentialsFile", keys.toString());
        String first;
        try (LocalMillrace millrace = start(signed)) {
            first = millrace.config().firehose().s3().secretAccessKey();
        }
        try (LocalMillrace millrace = start(signed)) {
            assertThat(millrace.config().firehose().s3().secretAccessKey())
                    .isEqualTo(first)
                    .hasSize(40);
        }
    }

    private LocalMillrace start(Map<String, String> settings) {
        return start(new LocalDelivery.Ports(0, 0), settings);
    }

    private LocalMillrace start(LocalDelivery.Ports ports, Map<String, String> settings) {
        return LocalMillrace.start(
                folder.resolve("data"),
                0,
                Optional.of(ports),
                ConfigSource.defaults().settings(Map.of("http.port", "0")).settings(settings));
    }

    private List<Path> objects() throws IOException {
        Path bucket = folder.resolve("data/s3/events");
        if (!Files.exists(bucket)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/."))
                    .toList();
        }
    }

    private static boolean saysHello(Path object) {
        try {
            return Files.readString(object).equals("hello");
        } catch (IOException e) {
            return false;
        }
    }

    private static void ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private HttpResponse<String> call(LocalMillrace millrace, String operation, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + millrace.facade().port().orElseThrow()))
                .header("X-Amz-Target", "Firehose_20150804." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Authorization", UNCHECKED)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private interface Condition {

        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(until);
            Thread.sleep(100);
        }
    }
}
