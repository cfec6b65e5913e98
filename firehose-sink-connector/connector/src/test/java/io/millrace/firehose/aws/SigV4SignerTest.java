package io.millrace.firehose.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.millrace.firehose.transform.Transform;
import io.millrace.firehose.transform.http.HttpTransform;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class SigV4SignerTest {

    private static final String ID = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final URI INVOKE =
            URI.create("https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/f/invocations");

    private HttpServer lambda;

    @BeforeEach
    void start() throws Exception {
        lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                String expected = Signatures.authorization(exchange, body, ID, SECRET, "eu-west-1");
                boolean signed = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
                String token = exchange.getRequestHeaders().getFirst("X-Amz-Security-Token");
                byte[] answer = String.valueOf(token).getBytes(UTF_8);
                exchange.sendResponseHeaders(signed ? 200 : 403, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
        lambda.start();
    }

    @AfterEach
    void stop() {
        lambda.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transform", "arn:aws:lambda:eu-west-1:000000000000:function:transform:live"})
    void theServiceComputesTheSameSignature(String function) throws Exception {
        assertThat(invoke(function, new AccessKey(ID, SECRET))).isEqualTo("null");
    }

    @Test
    void temporaryCredentialsSendTheirToken() throws Exception {
        assertThat(invoke("f", new AccessKey(ID, SECRET, Optional.of("a/token=="))))
                .isEqualTo("a/token==");
    }

    @Test
    void anotherSecretIsRefused() {
        assertThatThrownBy(() -> invoke("f", new AccessKey(ID, "other")))
                .hasMessageContaining("InvokeAccessDenied")
                .hasMessageNotContaining("other");
    }

    @Test
    void credentialsAreRenewedInTheBackground() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AwsCredentialsProvider provider =
                () -> AwsBasicCredentials.create("id" + Math.min(2, asked.incrementAndGet()), SECRET);
        try (SigV4Signer signer = signer(provider)) {
            Instant deadline = Instant.now().plusSeconds(30);
            while (!authorization(signer).contains("id2/")) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(5);
            }
        }
    }

    @Test
    void signingWaitsForNoRenewalAndDoesWithTheLastCredentialsIfItFails() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);
        AwsCredentialsProvider provider = () -> {
            asked.countDown();
            if (asked.getCount() == 0) {
                await(over);
                throw SdkClientException.create("the metadata service is away");
            }
            return AwsBasicCredentials.create(ID, SECRET);
        };
        try (SigV4Signer signer = signer(provider)) {
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(authorization(signer)).contains(ID);
            over.countDown();
            assertThat(authorization(signer)).contains(ID);
        }
    }

    @Test
    void withoutCredentialsItDoesNotStart() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials");
        };

        assertThatThrownBy(() -> signer(none))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no credentials to sign requests with");
    }

    @Test
    void headersThatTheClientWritesItselfAreLeftToIt() {
        try (SigV4Signer signer = signer(() -> AwsBasicCredentials.create(ID, SECRET))) {
            assertThat(signer.headers("POST", INVOKE, new byte[] {1}).keySet())
                    .doesNotContain("Host", "Content-Length")
                    .contains("Authorization", "X-Amz-Date");
        }
    }

    @Test
    void theSecretIsNotShown() {
        assertThat(new AccessKey(ID, SECRET, Optional.of("token")).toString())
                .doesNotContain(SECRET)
                .doesNotContain("token");
    }

    private String invoke(String function, AccessKey key) throws Exception {
        URI endpoint = URI.create("http://127.0.0.1:" + lambda.getAddress().getPort());
        try (Transform transform = new HttpTransform(
                endpoint,
                function,
                SigV4Signer.create("lambda", "eu-west-1", Identity.of(key)),
                Duration.ofSeconds(30))) {
            byte[] answer = transform
                    .invoke("{\"records\":[]}".getBytes(UTF_8))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            return new String(answer, UTF_8);
        }
    }

    private static SigV4Signer signer(AwsCredentialsProvider provider) {
        return new SigV4Signer(provider, "lambda", "eu-west-1", Duration.ofMillis(10), Clock.systemUTC());
    }

    private static String authorization(SigV4Signer signer) {
        Map<String, String> headers = signer.headers("POST", INVOKE, "{}".getBytes(UTF_8));
        return headers.get("Authorization");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
