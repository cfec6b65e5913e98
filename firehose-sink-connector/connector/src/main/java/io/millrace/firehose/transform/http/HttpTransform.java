package io.millrace.firehose.transform.http;

import io.millrace.firehose.aws.RequestSigner;
import io.millrace.firehose.http.AnswerTooLongException;
import io.millrace.firehose.http.HttpExchanges;
import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.Limits;
import io.millrace.firehose.transform.Transform;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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

    private static final int OK = 200;

    private final HttpExchanges exchanges;
    private final URI invocations;
    private final RequestSigner signer;
    private final Duration timeLimit;

    /**
     * @param endpoint scheme, host and port: Lambda's in a region, or where an emulator listens
     * @param function a name or an ARN; emulators know but one, called {@code function}
     * @param signer closed with this
     */
    public HttpTransform(URI endpoint, String function, RequestSigner signer, Duration timeLimit) {
        // how many are asked at once is the caller's to say
        this.exchanges = new HttpExchanges(timeLimit, Limits.INVOCATION_BYTES, Integer.MAX_VALUE);
        String name = URLEncoder.encode(function, StandardCharsets.UTF_8).replace("+", "%20");
        this.invocations = endpoint.resolve("/2015-03-31/functions/" + name + "/invocations");
        this.signer = signer;
        this.timeLimit = timeLimit;
    }

    @Override
    public CompletionStage<byte[]> invoke(byte[] request) {
        return exchanges.send(() -> post(request)).handle((response, error) -> {
            if (error != null) {
                throw new CompletionException(failure(error));
            }
            return body(response);
        });
    }

    @Override
    public void close() {
        exchanges.close();
        signer.close();
    }

    private HttpRequest post(byte[] request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(invocations)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request));
        signer.headers("POST", invocations, request).forEach(http::setHeader);
        return http.build();
    }

    private InvocationFailure failure(Throwable error) {
        if (error instanceof AnswerTooLongException) {
            return InvocationFailure.TooLarge.response();
        }
        if (error instanceof TimeoutException) {
            return new InvocationFailure.Timeout(timeLimit);
        }
        return error instanceof CancellationException
                ? new InvocationFailure.Transport("the connector stops")
                : new InvocationFailure.Transport(error);
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
