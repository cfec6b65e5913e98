package io.millrace.firehose.registry;

import io.millrace.firehose.http.HttpExchanges;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * The API of Confluent's schema registry, which Apicurio's also has, under {@code /apis/ccompat/v7}.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Schema Registry API</a>
 */
final class SchemaRegistry implements AutoCloseable {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final int LONGEST_ANSWER = 4 << 20;

    private final HttpExchanges exchanges = new HttpExchanges(TIME_LIMIT, LONGEST_ANSWER, 1);
    private final URI latest;
    private final Optional<String> authorization;

    /** @param authorization the value of that header */
    SchemaRegistry(URI url, String subject, Optional<String> authorization) {
        String base = url.toString().replaceFirst("/+$", "");
        String name = URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
        this.latest = URI.create(base + "/subjects/" + name + "/versions/latest");
        this.authorization = authorization;
    }

    RegisteredSchema latest() throws RegistryException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = exchanges.send(this::request).get();
        } catch (ExecutionException e) {
            throw new RegistryException("it could not be reached: " + e.getCause(), e.getCause());
        }
        return switch (response.statusCode()) {
            case 200 -> RegisteredSchema.parse(response.body());
            case 401, 403 ->
                throw new RegistryException(
                        "it does not let us read the subject: look at format.schema.registry.authorization");
            case 404 ->
                throw new RegistryException(
                        "it has no such subject: register a schema, or look at format.schema.registry.subject");
            default -> throw new RegistryException("it answered with status " + response.statusCode());
        };
    }

    private HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(latest)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    @Override
    public String toString() {
        return latest.toString();
    }

    @Override
    public void close() {
        exchanges.close();
    }
}
