package io.millrace.firehose.destination.opensearch;

import io.millrace.firehose.aws.RequestSigner;
import io.millrace.firehose.http.HttpExchanges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
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
    private final RequestSigner signer;

    BulkClient(OpenSearchSettings settings, Duration timeLimit) {
        String endpoint = settings.endpoint().toString();
        this.bulk = URI.create(
                (endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint) + "/_bulk" + ONLY);
        this.signer = settings.access().signer();
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
        signer.close();
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
        byte[] bytes = body.toByteArray();
        HttpRequest.Builder request = HttpRequest.newBuilder(bulk)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        signer.headers("POST", bulk, bytes).forEach(request::setHeader);
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
}
