package io.millrace.firehose.destination.http;

import static io.millrace.firehose.destination.Records.batch;
import static io.millrace.firehose.destination.Records.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Records;
import io.millrace.firehose.destination.VirtualTime;
import io.millrace.firehose.record.FailedRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointDestinationTest {

    private static final String ARN = "arn:aws:firehose:us-east-1:000000000000:deliverystream/s";
    private static final String KEY = "a-secret-key";

    private final VirtualTime time = VirtualTime.flowing();
    private final Receiver receiver = new Receiver();

    HttpEndpointDestinationTest() throws IOException {}

    @AfterEach
    void stop() {
        time.shutdownNow();
        receiver.close();
    }

    @Test
    void aBatchIsOneRequestOfTheServicesFormat() throws Exception {
        assertThat(deliver(batch("hello", "", "welt"))).isEmpty();

        Receiver.Request request = receiver.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /take?all=1");
        assertThat(request.records()).containsExactly("hello", "", "welt");
        assertThat(request.body().get("timestamp").longValue())
                .isEqualTo(time.clock().millis());
        assertThat(request.headers())
                .containsEntry("Content-type", List.of("application/json"))
                .containsEntry("X-amz-firehose-protocol-version", List.of("1.0"))
                .containsEntry("X-amz-firehose-request-id", List.of(request.id()))
                .containsEntry("X-amz-firehose-source-arn", List.of(ARN))
                .containsEntry("X-amz-firehose-access-key", List.of(KEY))
                .containsEntry(
                        "X-amz-firehose-common-attributes",
                        List.of("{\"commonAttributes\":{\"stage\":\"pr\\u00FCfung\",\"empty\":\"\"}}"))
                .containsKey("Content-length")
                .doesNotContainKey("Content-encoding");
    }

    @Test
    void bodiesAreCompressedIfSoConfigured() throws Exception {
        var settings = new HttpEndpointSettings(
                receiver.uri(), "", Optional.empty(), Map.of(), ContentEncoding.GZIP, ARN, Duration.ofSeconds(300), 1);
        try (var destination = destination(settings, Duration.ofSeconds(30))) {
            assertThat(join(destination.deliver(batch("hello")))).isEmpty();
        }

        Receiver.Request request = receiver.requests().get(0);
        assertThat(request.headers()).containsEntry("Content-encoding", List.of("gzip"));
        assertThat(request.headers())
                .doesNotContainKeys("X-amz-firehose-access-key", "X-amz-firehose-common-attributes");
        assertThat(request.records()).containsExactly("hello");
    }

    @Test
    void theRequestIdIsTheSameWhenTheBatchIsSentAgainAndByWhoeverReadsItAgain() throws Exception {
        receiver.will(Receiver.says(503, "text/plain", "busy"));
        receiver.will(Receiver.isLost());
        assertThat(deliver(batch("a", "b"))).isEmpty();
        assertThat(deliver(batch("a", "b"))).isEmpty();
        assertThat(deliver(batch("a"))).isEmpty();

        List<String> ids =
                receiver.requests().stream().map(Receiver.Request::id).toList();
        assertThat(ids).hasSize(5);
        assertThat(ids.subList(0, 4)).containsOnly("64386f42-7e44-514f-9392-5884f0e13a14");
        assertThat(ids.get(4)).isNotEqualTo(ids.get(0));
    }

    @Test
    void anEndpointIsAskedAgainUntilTheRetryDurationIsOver() throws Exception {
        for (int i = 0; i < 20; i++) {
            receiver.will(Receiver.says(500, "application/json", "{\"errorMessage\":\"down, says " + KEY + "\"}"));
        }
        List<FailedRecord> failed = deliver(batch("a", "b"));

        assertThat(told(failed))
                .containsExactly("a: HttpEndpoint.DestinationException", "b: HttpEndpoint.DestinationException");
        assertThat(failed.get(0).attempts()).isEqualTo(receiver.requests().size());
        assertThat(failed.get(0).ended()).isEqualTo(time.clock().instant());
        assertThat(failed.get(0).failure().message())
                .contains("500", "down, says ***")
                .doesNotContain(KEY);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(300));
        assertThat(time.waits().get(0)).isBetween(Duration.ofMillis(850), Duration.ofMillis(1150));
        assertThat(time.waits().get(4)).isBetween(Duration.ofMillis(13_600), Duration.ofMillis(18_400));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 400, 401, 404, 429, 500, 503})
    void everyStatusBut200And413IsTriedAgain(int status) throws Exception {
        receiver.will((exchange, request) -> {
            exchange.getResponseHeaders().set("Location", receiver.uri().toString());
            Receiver.says(status, "application/json", "").answer(exchange, request);
        });

        assertThat(deliver(batch("a"))).isEmpty();
        assertThat(receiver.requests()).hasSize(2);
        assertThat(time.waits()).hasSize(1);
    }

    @Test
    void whatIsTooLargeForTheEndpointFailsAtOnceAndIsNotLost() throws Exception {
        receiver.will(Receiver.says(413, "application/json", "{\"errorMessage\":\"Payload too large\"}"));

        assertThat(told(deliver(batch("a")))).containsExactly("a: HttpEndpoint.DestinationException");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void successThatIsNotOfTheFormatIsNone() throws Exception {
        receiver.will(Receiver.says(200, "application/json", "{\"requestId\":\"another\",\"timestamp\":1}"));
        receiver.will(Receiver.says(200, "application/json", "{\"timestamp\":1}"));
        receiver.will(Receiver.says(200, "application/json", "OK"));
        receiver.will(Receiver.says(200, "application/json", ""));
        receiver.will((exchange, request) -> Receiver.says(200, "text/html", "{\"requestId\":\"" + request.id() + "\"}")
                .answer(exchange, request));

        assertThat(deliver(batch("a"))).isEmpty();
        assertThat(receiver.requests()).hasSize(6);
    }

    @Test
    void noAnswerHasTheCodeOfItsCause() throws Exception {
        assertThat(codeOf(Receiver.isLost())).isEqualTo("HttpEndpoint.ConnectionReset");
        assertThat(codeOf(Receiver.isTorn())).isEqualTo("HttpEndpoint.ConnectionReset");
        assertThat(codeOf(Receiver.says(200, "application/json", " ".repeat((1 << 20) + 1))))
                .isEqualTo("HttpEndpoint.ResponseTooLarge");
        assertThat(codeOf(Receiver.says(200, "application/json", "?")))
                .isEqualTo("HttpEndpoint.InvalidResponseFromDestination");
        assertThat(codeOf(receiver.hangs(), Duration.ofMillis(200))).isEqualTo("HttpEndpoint.RequestTimeout");
        receiver.close();
        assertThat(codeOf(Receiver.taken())).isEqualTo("HttpEndpoint.ConnectionFailed");
    }

    @Test
    void anEndpointWithoutTlsIsAFailedHandshake() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI https = URI.create("https://127.0.0.1:" + plain.getLocalPort());
            try (var destination = destination(settings(https, Duration.ZERO), Duration.ofSeconds(30))) {
                CompletableFuture<List<FailedRecord>> failed = destination.deliver(batch("a"));
                try (Socket connection = plain.accept()) {
                    connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));

                    assertThat(told(join(failed))).containsExactly("a: HttpEndpoint.SSLHandshakeFailure");
                }
            }
        }
    }

    @Test
    void aRecordThatNoRequestCanCarryFailsUnasked() throws Exception {
        List<FailedRecord> failed = deliver(new Batch(List.of(Records.record(0, new byte[51 << 20]))));

        assertThat(failed).singleElement().satisfies(one -> {
            assertThat(one.failure().code()).isEqualTo("HttpEndpoint.RequestTooLarge");
            assertThat(one.attempts()).isZero();
        });
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void theLargestBatchFits() throws Exception {
        try (var destination = destination(settings(receiver.uri(), Duration.ZERO), Duration.ofSeconds(30))) {
            byte[] most = new byte[(int) destination.maxBytes()];
            assertThat(join(destination.deliver(new Batch(List.of(Records.record(0, most))))))
                    .isEmpty();
            assertThat(destination.maxRecords()).isEqualTo(10_000);
        }
    }

    @Test
    void cancellingEndsTheRetries() throws Exception {
        VirtualTime held = VirtualTime.held();
        receiver.will(Receiver.says(500, "text/plain", ""));
        try (var destination = new HttpEndpointDestination(
                settings(receiver.uri(), Duration.ofSeconds(300)),
                Duration.ofSeconds(30),
                held,
                held.clock(),
                new Random(1))) {
            CompletableFuture<List<FailedRecord>> first = destination.deliver(batch("a"));
            held.awaitWait();
            first.cancel(false);
            held.goOn();

            assertThat(join(destination.deliver(batch("b")))).isEmpty();
            assertThat(receiver.requests())
                    .extracting(Receiver.Request::records)
                    .containsExactly(List.of("a"), List.of("b"));
        } finally {
            held.shutdownNow();
        }
    }

    @Test
    void whatIsNotDeliveredWhenItClosesNeverFails() throws Exception {
        VirtualTime held = VirtualTime.held();
        receiver.will(Receiver.says(500, "text/plain", ""));
        receiver.will(receiver.hangs());
        var destination = new HttpEndpointDestination(
                settings(receiver.uri(), Duration.ofSeconds(300)),
                Duration.ofSeconds(30),
                held,
                held.clock(),
                new Random(1));
        CompletableFuture<List<FailedRecord>> waits = destination.deliver(batch("a"));
        held.awaitWait();
        CompletableFuture<List<FailedRecord>> isUnderWay = destination.deliver(batch("b"));
        receiver.awaitRequests(2);
        destination.close();
        held.goOn();
        CompletableFuture<List<FailedRecord>> tooLate = destination.deliver(batch("c"));
        held.shutdown();
        assertThat(held.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(List.of(waits, isUnderWay, tooLate)).noneMatch(CompletableFuture::isDone);
        assertThat(receiver.requests()).hasSize(2);
    }

    private String codeOf(Receiver.Behaviour behaviour) throws Exception {
        return codeOf(behaviour, Duration.ofSeconds(30));
    }

    private String codeOf(Receiver.Behaviour behaviour, Duration timeLimit) throws Exception {
        receiver.will(behaviour);
        try (var destination = destination(settings(receiver.uri(), Duration.ZERO), timeLimit)) {
            return join(destination.deliver(batch("a"))).get(0).failure().code();
        }
    }

    private List<FailedRecord> deliver(Batch batch) throws Exception {
        try (var destination = destination(settings(receiver.uri(), Duration.ofSeconds(300)), Duration.ofSeconds(30))) {
            return join(destination.deliver(batch));
        }
    }

    private HttpEndpointDestination destination(HttpEndpointSettings settings, Duration timeLimit) {
        return new HttpEndpointDestination(settings, timeLimit, time, time.clock(), new Random(1));
    }

    private static HttpEndpointSettings settings(URI uri, Duration retry) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("stage", "prüfung");
        attributes.put("empty", "");
        return new HttpEndpointSettings(
                uri, "receiver", Optional.of(KEY), attributes, ContentEncoding.NONE, ARN, retry, 2);
    }

    private static <T> T join(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }
}
