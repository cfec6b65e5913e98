package io.millrace.firehose.destination.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answered: the records are its own only if it says 200 and, in JSON, the request's id; everything else is a failure.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">Request and response specifications</a>
 */
final class EndpointAnswer {

    /** The service's. */
    static final int MOST_BYTES = 1 << 20;

    private static final int OK = 200;
    private static final int TOO_LARGE = 413;
    /** Of an answer in an error's message, which every record of the batch repeats. */
    private static final int MOST_SHOWN = 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpResponse<byte[]> response;
    private final Optional<String> accessKey;

    EndpointAnswer(HttpResponse<byte[]> response, Optional<String> accessKey) {
        this.response = response;
        this.accessKey = accessKey;
    }

    /** Nothing if the records were delivered. */
    Optional<Failure> failure(UUID requestId) {
        if (response.statusCode() != OK) {
            return Optional.of(HttpEndpointErrors.refused(response.statusCode(), shown()));
        }
        String wrong = wrong(requestId);
        return wrong == null ? Optional.empty() : Optional.of(HttpEndpointErrors.invalid(wrong, shown()));
    }

    /** Whether the same request may fare better later. */
    boolean retriable() {
        return response.statusCode() != TOO_LARGE;
    }

    private @Nullable String wrong(UUID requestId) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            return "its content type is not application/json";
        }
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (IOException e) {
            return "it is not JSON";
        }
        return body.path("requestId").asText().equalsIgnoreCase(requestId.toString())
                ? null
                : "its requestId is not the request's";
    }

    /** An endpoint that sends back what it got must not bring the key among the errors. */
    private String shown() {
        String text = new String(response.body(), UTF_8);
        String safe = accessKey.map(key -> text.replace(key, "***")).orElse(text);
        return safe.length() <= MOST_SHOWN ? safe : safe.substring(0, MOST_SHOWN) + "...";
    }
}
