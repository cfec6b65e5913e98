package io.millrace.firehose.destination.opensearch;

import io.millrace.firehose.http.HttpExchanges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks a cluster to index documents.
 *
 * @see <a href="https://docs.opensearch.org/latest/api-reference/document-apis/bulk/">Bulk</a>
 */
final class BulkClient implements AutoCloseable {

    /** Of what it says of each document, this is read; the rest of an answer is long and says nothing new. */
    private static final String ONLY = "?filter_path=items.*.status,items.*.error";

    /** Room for an error of each of the documents that a request may have. */
    private static final int LONGEST_ANSWER = 32 << 20;

    /** Requests that are under way at once, so that their bodies are bounded too. */
    private static final int AT_ONCE = 4;

    private final HttpExchanges exchanges;
    private final URI bulk;
    private final Optional<String> authorization;

    BulkClient(OpenSearchSettings settings, Duration timeLimit) {
        String endpoint = settings.endpoint().toString();
        this.bulk = URI.create(
                (endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint) + "/_bulk" + ONLY);
        this.authorization = settings.login().map(BulkClient::basic);
        this.exchanges = new HttpExchanges(timeLimit, LONGEST_ANSWER, AT_ONCE);
    }

    /** Never completes with an error. */
    CompletableFuture<BulkAnswer> send(List<Document> documents) {
        return exchanges
                .send(() -> request(documents))
                .handle((response, error) -> answer(response, error, documents.size()));
    }

    @Override
    public void close() {
        exchanges.close();
    }

    private HttpRequest request(List<Document> documents) {
        var body = new ByteArrayOutputStream(
                documents.stream().mapToInt(Document::size).sum());
        try {
            for (Document document : documents) {
                document.write(body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(bulk)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private static BulkAnswer answer(
            @Nullable HttpResponse<byte[]> response, @Nullable Throwable error, int documents) {
        if (response != null) {
            return BulkAnswer.of(response.statusCode(), response.body(), documents);
        }
        return error instanceof CancellationException
                ? new BulkAnswer.Stopped()
                : new BulkAnswer.Failed(OpenSearchErrors.notAnswered(String.valueOf(error)));
    }

    private static String basic(OpenSearchSettings.Login login) {
        byte[] both = (login.username() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }
}
