package io.millrace.firehose.transform.http;

import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.Limits;
import io.millrace.firehose.transform.Transform;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A function that is called with Lambda's Invoke, synchronously.
 *
 * <p>An endpoint that hangs, in its headers or in its body, ends with the time limit, and one that answers too much is cut off: both are
 * failures of the invocation, after which the batch is still the caller's.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class HttpTransform implements Transform {

    /** The service's. */
    public static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient client;
    private final URI invocations;
    private final RequestSigner signer;
    private final Duration timeLimit;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param endpoint scheme, host and port: Lambda's in a region, or where an emulator listens
     * @param function a name or an ARN; emulators know but one, called {@code function}
     */
    public HttpTransform(URI endpoint, String function, RequestSigner signer, Duration timeLimit) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        String name = URLEncoder.encode(function, StandardCharsets.UTF_8).replace("+", "%20");
        this.invocations = endpoint.resolve("/2015-03-31/functions/" + name + "/invocations");
        this.signer = signer;
        this.timeLimit = timeLimit;
    }

    @Override
    public CompletionStage<byte[]> invoke(byte[] request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(invocations)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request));
        signer.headers("POST", invocations, request).forEach(http::setHeader);
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(http.build(), head -> new BoundedBody(Limits.INVOCATION_BYTES));
        underWay.add(exchange);
        // the client's own time limit ends with the headers; a copy times out here, and the exchange is cancelled with
        // it
        return exchange.copy()
                .orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, error) -> {
                    underWay.remove(exchange);
                    if (error != null) {
                        exchange.cancel(true);
                        throw new CompletionException(failure(error));
                    }
                    return body(response);
                });
    }

    @Override
    public void close() {
        underWay.forEach(exchange -> exchange.cancel(true));
    }

    private InvocationFailure failure(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof InvocationFailure failure) {
                return failure;
            }
        }
        if (cause instanceof TimeoutException) {
            return new InvocationFailure.Timeout(timeLimit);
        }
        return cause instanceof CancellationException
                ? new InvocationFailure.Transport("the connector stops")
                : new InvocationFailure.Transport(cause);
    }

    private byte[] body(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        InvocationFailure failure = failure(response, body);
        if (failure != null) {
            throw new CompletionException(failure);
        }
        return body;
    }

    private @Nullable InvocationFailure failure(HttpResponse<byte[]> response, byte[] body) {
        if (response.statusCode() != OK) {
            return switch (response.statusCode()) {
                case 403 -> InvocationFailure.Refused.accessDenied();
                case 404 -> InvocationFailure.Refused.notFound();
                case 413 ->
                    InvocationFailure.TooLarge.request(
                            response.request().bodyPublisher().orElseThrow().contentLength());
                case 429 -> InvocationFailure.Refused.throttled();
                default -> new InvocationFailure.Transport("status " + response.statusCode());
            };
        }
        boolean declared = response.headers().firstValue("X-Amz-Function-Error").isPresent();
        String type = FunctionErrorBody.type(body, declared);
        if (type == null) {
            return null;
        }
        return FunctionErrorBody.isTimeout(type)
                ? new InvocationFailure.Timeout(timeLimit)
                : new InvocationFailure.FunctionError(type);
    }
}
