package io.millrace.firehose.destination.opensearch;

import static io.millrace.firehose.destination.opensearch.Documents.batch;
import static io.millrace.firehose.destination.opensearch.Documents.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.firehose.aws.AccessKey;
import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.aws.SecurityTokenStandIn;
import io.millrace.firehose.record.FailedRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Against a stand-in that signs what arrived by the SDK, and compares. */
class SignedBulkTest {

    private static final AccessKey KEY = new AccessKey("AKIDEXAMPLE", "its-secret");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private HttpServer server;
    private SigningService service = SigningService.ES;
    private AwsCredentials expected = AwsBasicCredentials.create(KEY.id(), KEY.secret());

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        scheduler.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void theServiceComputesTheSameSignature(SigningService of) throws Exception {
        service = of;

        assertThat(deliver(DocumentIdFormat.NO_DOCUMENT_ID, Identity.of(KEY), "{\"a\":\"ü\"}", "{}"))
                .isEmpty();
    }

    @Test
    void aRoleSignsWithItsTemporaryKey() throws Exception {
        try (var sts = new SecurityTokenStandIn()) {
            sts.gives(new AccessKey("role", "of-the-role", Optional.of("a/token==")), Duration.ofHours(1));
            expected = AwsSessionCredentials.create("role", "of-the-role", "a/token==");

            assertThat(deliver(
                            DocumentIdFormat.FIREHOSE_DEFAULT,
                            new Identity(Optional.of(KEY), Optional.of(sts.role())),
                            "{}"))
                    .isEmpty();
        }
    }

    @Test
    void anotherSecretIsRefused() throws Exception {
        List<FailedRecord> failed =
                deliver(DocumentIdFormat.FIREHOSE_DEFAULT, Identity.of(new AccessKey(KEY.id(), "other")), "{}");

        assertThat(told(failed)).containsExactly("0 403");
        assertThat(failed.get(0).details()).containsKeys("esDocumentId", "esIndexName", "esTypeName");
    }

    @Test
    void aCollectionThatTakesNoIdsTellsSoByItsOwnNames() throws Exception {
        service = SigningService.AOSS;

        List<FailedRecord> failed = deliver(DocumentIdFormat.FIREHOSE_DEFAULT, Identity.of(KEY), "{}");

        assertThat(told(failed)).containsExactly("0 400");
        assertThat(failed.get(0).failure().message()).contains("Document ID is not supported");
        assertThat(failed.get(0).details())
                .containsOnly(entry("osDocumentId", "orders-3-0-0"), entry("osIndexName", "orders-2026-02-03"));
    }

    private List<FailedRecord> deliver(DocumentIdFormat ids, Identity identity, String... documents) throws Exception {
        var settings = new OpenSearchSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "orders",
                IndexRotation.ONE_DAY,
                ids,
                "",
                new ClusterAccess.Signature(service, "eu-west-1", identity),
                Duration.ZERO);
        try (var destination = new OpenSearchDestination(settings, scheduler, Clock.systemUTC(), new Random(1))) {
            return destination.deliver(batch(documents)).get(30, TimeUnit.SECONDS);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean signed = authorization(exchange, body)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String text = new String(body, UTF_8);
            boolean named = service == SigningService.AOSS && text.contains("_id");
            String item = named
                    ? "{\"index\":{\"status\":400,\"error\":{\"reason\":\"Document ID is not supported\"}}}"
                    : "{\"index\":{\"status\":201}}";
            byte[] answer = ("{\"items\":["
                            + String.join(
                                    ",", Collections.nCopies((int) text.lines().count() / 2, item)) + "]}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(signed ? 200 : 403, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** A collection wants the body's hash among the headers besides. */
    private String authorization(HttpExchange exchange, byte[] body) {
        var headers = exchange.getRequestHeaders();
        LocalDateTime time = LocalDateTime.parse(headers.getFirst("X-Amz-Date"), TIME);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(exchange.getRequestMethod()))
                .uri(URI.create("http://" + headers.getFirst("Host") + exchange.getRequestURI()))
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(expected)
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.wireName())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(
                                HttpSigner.SIGNING_CLOCK, Clock.fixed(time.toInstant(ZoneOffset.UTC), ZoneOffset.UTC)))
                .request();
        assertThat(headers.getFirst("x-amz-content-sha256"))
                .isEqualTo(signed.firstMatchingHeader("x-amz-content-sha256").orElseThrow());
        return signed.firstMatchingHeader("Authorization").orElseThrow();
    }
}
