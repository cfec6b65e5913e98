package io.millrace.firehose.destination.opensearch;

import static io.millrace.firehose.destination.opensearch.Documents.batch;
import static io.millrace.firehose.destination.opensearch.Documents.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.firehose.HeldScheduler;
import io.millrace.firehose.ManualClock;
import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.retry.Backoff;
import io.millrace.firehose.retry.Later;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenSearchDestinationTest {

    private static final String CREATED = "{\"index\":{\"status\":201}}";
    private static final String BUSY = "{\"index\":{\"status\":429,\"error\":{\"type\":\"rejected_execution\"}}}";
    private static final String MAPPER =
            "{\"index\":{\"status\":400,\"error\":{\"type\":\"mapper_parsing_exception\",\"reason\":\"no\"}}}";

    private record Asked(String line, String authorization, String body) {}

    private record Scripted(int status, String body) {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final BlockingQueue<Scripted> script = new LinkedBlockingQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HeldScheduler scheduler = new HeldScheduler();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-02-03T05:00:00Z"));
    private HttpServer server;
    private OpenSearchSettings settings;
    private OpenSearchDestination destination;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        settings = Documents.settings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        destination = destination(settings, Duration.ofSeconds(20), 5 << 20);
    }

    @AfterEach
    void stop() {
        over.countDown();
        destination.close();
        server.stop(0);
        threads.shutdownNow();
        scheduler.shutdownNow();
    }

    @Test
    void recordsAreIndexActionsWithIdsOfTheirPlaceAndTheIndexOfTheirArrival() throws Exception {
        will(200, CREATED, CREATED);

        assertThat(deliver(batch("{\"a\":1}", " {\"b\":\n  [1,\r\n 2]}\n"))).isEmpty();

        assertThat(asked.get(0).line()).startsWith("POST /_bulk?");
        assertThat(asked.get(0).body()).isEqualTo("""
                        {"index":{"_index":"orders-2026-02-03","_id":"orders-3-0-0"}}
                        {"a":1}
                        {"index":{"_index":"orders-2026-02-03","_id":"orders-3-1-0"}}
                        {"b":  [1, 2]}
                        """);
        assertThat(asked.get(0).authorization()).isNull();
    }

    @Test
    void idsAreLeftToOpenSearchIfWishedAndOldTypesAreNamed() throws Exception {
        settings = new OpenSearchSettings(
                URI.create(settings.endpoint() + "/behind/a/proxy/"),
                "orders",
                IndexRotation.NO_ROTATION,
                DocumentIdFormat.NO_DOCUMENT_ID,
                "order",
                new ClusterAccess.Login("writer", "secret"),
                Duration.ZERO);
        destination = destination(settings, Duration.ofSeconds(20), 5 << 20);
        will(200, CREATED);

        assertThat(deliver(batch("{}"))).isEmpty();

        assertThat(asked.get(0).line()).startsWith("POST /behind/a/proxy/_bulk?");
        assertThat(asked.get(0).body()).isEqualTo("{\"index\":{\"_index\":\"orders\",\"_type\":\"order\"}}\n{}\n");
        assertThat(asked.get(0).authorization()).isEqualTo("Basic d3JpdGVyOnNlY3JldA==");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void recordThatIsNotOneJsonObjectFailsAloneAndIsNeverSent() throws Exception {
        will(200, CREATED);

        List<FailedRecord> failed = deliver(batch("[1]", "{\"a\":1}", "{}{}", "", "{\"a\":", "7"));

        assertThat(told(failed))
                .containsExactly(
                        "0 OS.MalformedData",
                        "2 OS.MalformedData",
                        "3 OS.MalformedData",
                        "4 OS.MalformedData",
                        "5 OS.MalformedData");
        assertThat(failed.get(0).attempts()).isZero();
        assertThat(asked).hasSize(1);
    }

    @Test
    void documentThatAMapperRefusesFailsAtOnceWithItsStatusAndTheNamesItWouldHaveHad() throws Exception {
        will(200, CREATED, MAPPER, CREATED);

        List<FailedRecord> failed = deliver(batch("{}", "{\"a\":1}", "{}"));

        assertThat(failed).singleElement().satisfies(one -> {
            assertThat(one.record().origin().offset()).isEqualTo(1);
            assertThat(one.failure().type()).isEqualTo(ErrorType.OPENSEARCH_FAILED);
            assertThat(one.failure().code()).isEqualTo("400");
            assertThat(one.failure().message()).contains("mapper_parsing_exception");
            assertThat(one.attempts()).isEqualTo(1);
            assertThat(one.details())
                    .containsEntry("esDocumentId", "orders-3-1-0")
                    .containsEntry("esIndexName", "orders-2026-02-03")
                    .containsEntry("esTypeName", "");
        });
        assertThat(scheduler.isEmpty()).isTrue();
    }

    @Test
    void onlyWhatThereWasNoRoomForIsSentAgainAfterAWait() throws Exception {
        will(200, CREATED, BUSY, MAPPER, BUSY);
        will(200, CREATED, CREATED);

        var outcome = destination.deliver(batch("{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}"));
        scheduler.run();

        assertThat(told(outcome.get(30, TimeUnit.SECONDS))).containsExactly("2 400");
        assertThat(asked.get(1).body()).contains("{\"n\":1}", "{\"n\":3}").doesNotContain("{\"n\":0}", "{\"n\":2}");
        assertThat(scheduler.waits().get(0)).isBetween(500L, 1000L);
    }

    @Test
    void afterTheRetryDurationWhatIsLeftFailsWithItsLastReason() throws Exception {
        will(200, BUSY, CREATED);
        will(503, "unavailable");
        will(200, BUSY);

        will(502, "{\"error\":\"gateway\"}");

        var outcome = destination.deliver(batch("{}", "{}"));
        scheduler.run();
        awaitWaits(2);
        clock.pass(Duration.ofSeconds(299));
        scheduler.run();
        awaitWaits(3);
        assertThat(scheduler.waits().get(2)).as("cut to what is left").isBetween(1L, 1000L);
        clock.pass(Duration.ofSeconds(2));
        scheduler.run();

        List<FailedRecord> failed = outcome.get(30, TimeUnit.SECONDS);
        assertThat(told(failed)).containsExactly("0 502");
        assertThat(failed.get(0).attempts()).isEqualTo(4);
        assertThat(failed.get(0).failure().message()).isEqualTo("{\"error\":\"gateway\"}");
        assertThat(failed.get(0).ended()).isEqualTo(clock.instant());
    }

    @Test
    void withoutARetryDurationNothingIsSentTwice() throws Exception {
        destination = destination(retrying(Duration.ZERO), Duration.ofSeconds(20), 5 << 20);
        will(200, BUSY);

        assertThat(told(deliver(batch("{}")))).containsExactly("0 429");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAnswerThatCannotBeReadIsNoAnswer() throws Exception {
        destination = destination(retrying(Duration.ZERO), Duration.ofSeconds(20), 5 << 20);
        for (String rubbish : List.of("rubbish", "{}", "{\"items\":[" + CREATED + "]}", "{\"items\":[{},{}]}", "")) {
            script.add(new Scripted(200, rubbish));

            assertThat(told(deliver(batch("{}", "{}"))))
                    .containsExactly("0 OS.ServiceException", "1 OS.ServiceException");
        }
    }

    @Test
    void aClusterThatHangsIsNoAnswer() throws Exception {
        destination = destination(retrying(Duration.ZERO), Duration.ofMillis(200), 5 << 20);

        assertThat(told(deliver(batch("{}")))).containsExactly("0 OS.ServiceException");
    }

    @Test
    void aClusterThatIsNotThereIsNoAnswer() throws Exception {
        destination = destination(retrying(Duration.ZERO), Duration.ofSeconds(20), 5 << 20);
        server.stop(0);

        assertThat(told(deliver(batch("{}")))).containsExactly("0 OS.ServiceException");
    }

    @Test
    void aBatchThatIsLongerThanARequestMayBeIsSeveral() throws Exception {
        destination = destination(settings, Duration.ofSeconds(20), 200);
        will(200, CREATED, CREATED);
        will(200, MAPPER);

        assertThat(told(deliver(batch("{}", "{}", "{\"long\":\"" + "x".repeat(300) + "\"}"))))
                .containsExactly("2 400");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRequestThatIsTooLargeForTheClusterIsSentInHalvesUntilOneDocumentIs() throws Exception {
        script.add(new Scripted(413, "too large"));
        will(200, CREATED);
        script.add(new Scripted(413, "too large"));
        script.add(new Scripted(413, "too large"));
        will(200, CREATED);

        List<FailedRecord> failed = deliver(batch("{\"n\":0}", "{\"n\":1}", "{\"n\":2}"));

        assertThat(told(failed)).containsExactly("1 413");
        assertThat(asked.get(3).body()).contains("{\"n\":1}").doesNotContain("{\"n\":2}");
        assertThat(asked.get(4).body()).contains("{\"n\":2}").doesNotContain("{\"n\":1}");
    }

    @Test
    void cancelledBatchIsNotSentAgain() throws Exception {
        will(200, BUSY);
        var outcome = destination.deliver(batch("{}"));
        awaitWaits(1);
        outcome.cancel(false);
        scheduler.run();

        assertThat(asked).hasSize(1);
    }

    @Test
    void aClosedDestinationSaysNothingOfWhatIsUnderWay() throws Exception {
        CompletableFuture<List<FailedRecord>> outcome = destination.deliver(batch("{}"));
        awaitAsked(1);
        destination.close();
        CompletableFuture<List<FailedRecord>> later = destination.deliver(batch("{}"));

        assertThat(outcome).isNotDone();
        assertThat(later).isNotDone();
        assertThat(scheduler.isEmpty()).isTrue();
    }

    @Test
    void settingsSayWhatToWriteInstead() {
        assertThatThrownBy(() -> Documents.settings(URI.create("ftp://here")))
                .hasMessageContaining("opensearch.endpoint must be a URL");
        assertThatThrownBy(() -> Documents.settings(URI.create("http://me:secret@here")))
                .hasMessageContaining("opensearch.username")
                .hasMessageNotContaining("secret");
    }

    private OpenSearchSettings retrying(Duration duration) {
        return new OpenSearchSettings(
                settings.endpoint(),
                settings.index(),
                settings.rotation(),
                settings.documentIds(),
                settings.type(),
                settings.access(),
                duration);
    }

    private OpenSearchDestination destination(OpenSearchSettings given, Duration timeLimit, int requestBytes) {
        if (destination != null) {
            destination.close();
        }
        return new OpenSearchDestination(
                given, timeLimit, requestBytes, Backoff.DEFAULT, new Later(scheduler, clock, new Random(1)));
    }

    private List<FailedRecord> deliver(Batch batch) throws Exception {
        return destination.deliver(batch).get(30, TimeUnit.SECONDS);
    }

    private void will(int status, String... items) {
        script.add(new Scripted(
                status, status == 200 ? "{\"items\":[" + String.join(",", items) + "]}" : String.join(",", items)));
    }

    private void awaitAsked(int requests) throws InterruptedException {
        await(asked, requests);
    }

    private void awaitWaits(int waits) throws InterruptedException {
        await(scheduler.waits(), waits);
    }

    private static void await(List<?> list, int size) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (list.size() < size && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(list).hasSize(size);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        Scripted next = script.poll();
        try (exchange) {
            if (next == null) {
                over.await();
                return;
            }
            byte[] bytes = next.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(next.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
