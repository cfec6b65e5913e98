package io.millrace.server.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Connectors through the REST API. Messages name the address, and never what a configuration holds. */
public final class ConnectRest implements Connectors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** A validation may speak to the destination, and a worker waits for others of its cluster up to 90 seconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String url;
    private final Optional<String> authorization;
    private final HttpClient client;

    /** @param username and password for basic authentication; empty: none */
    public ConnectRest(String url, String username, String password) {
        this.url = url.replaceFirst("/+$", "");
        this.authorization = username.isBlank() ? Optional.empty() : Optional.of(basic(username, password));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private static String basic(String username, String password) {
        byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public CompletionStage<List<String>> validate(Map<String, String> config) {
        String type = config.get("connector.class");
        return send("PUT", "/connector-plugins/" + encoded(type) + "/config/validate", config)
                .thenApply(answer -> switch (answer.status()) {
                    case 200 -> wrong(answer.body());
                    case 404 -> List.of(noPlugin(type));
                    case 400, 500 -> noPluginOr(answer, type);
                    default -> throw away(answer);
                });
    }

    private String noPlugin(String type) {
        return "connector.class: Kafka Connect at " + url + " has no " + type
                + ": install the plugin firehose-sink-connector there";
    }

    /** Of a class that it does not have, a worker says so as if it were an accident. */
    private List<String> noPluginOr(Answer answer, String type) {
        if (answer.message().contains("Failed to find any class")
                || answer.message().contains(type + " not found")) {
            return List.of(noPlugin(type));
        }
        if (answer.status() == 400) {
            return List.of(answer.message());
        }
        throw away(answer);
    }

    private static List<String> wrong(JsonNode validated) {
        List<String> wrong = new ArrayList<>();
        for (JsonNode each : validated.path("configs")) {
            JsonNode value = each.path("value");
            String name = value.path("name").asText();
            for (JsonNode error : value.path("errors")) {
                String message = error.asText();
                wrong.add(message.contains(name) ? message : name + ": " + message);
            }
        }
        return wrong;
    }

    @Override
    public CompletionStage<Void> put(String name, Map<String, String> config) {
        return send("PUT", path(name) + "/config", config).thenApply(answer -> switch (answer.status()) {
            case 200, 201 -> null;
            case 400, 404, 422 -> throw new ConnectRefusedException(answer.message());
            default -> throw away(answer);
        });
    }

    @Override
    public CompletionStage<Optional<ConnectorStatus>> status(String name) {
        return send("GET", path(name) + "/status", Map.of()).thenApply(answer -> switch (answer.status()) {
            case 200 -> Optional.of(toStatus(answer.body()));
            case 404 -> Optional.empty();
            default -> throw away(answer);
        });
    }

    private static ConnectorStatus toStatus(JsonNode body) {
        List<ConnectorStatus.Part> tasks = new ArrayList<>();
        body.path("tasks").forEach(task -> tasks.add(part(task)));
        return ConnectorStatus.of(part(body.path("connector")), tasks);
    }

    private static ConnectorStatus.Part part(JsonNode node) {
        return new ConnectorStatus.Part(
                node.path("state").asText(), node.path("trace").asText());
    }

    @Override
    public CompletionStage<Void> restartFailed(String name) {
        return send("POST", path(name) + "/restart?includeTasks=true&onlyFailed=true", Map.of())
                .thenApply(answer -> {
                    if (answer.status() >= 300 && answer.status() != 404) {
                        throw away(answer);
                    }
                    return null;
                });
    }

    @Override
    public CompletionStage<Boolean> delete(String name) {
        return send("DELETE", path(name), Map.of()).thenApply(answer -> switch (answer.status()) {
            case 200, 204 -> true;
            case 404 -> false;
            default -> throw away(answer);
        });
    }

    private static String path(String name) {
        return "/connectors/" + encoded(name);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ConnectAwayException away(Answer answer) {
        return new ConnectAwayException(
                "Kafka Connect at " + url + " answers with status " + answer.status() + ": " + answer.message());
    }

    private CompletionStage<Answer> send(String method, String path, Map<String, String> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .method(method, method.equals("PUT") ? BodyPublishers.ofString(json(body)) : BodyPublishers.noBody());
        if (method.equals("PUT")) {
            request.header("Content-Type", "application/json");
        }
        authorization.ifPresent(value -> request.header("Authorization", value));
        return client.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(Answer::of)
                .exceptionallyCompose(e -> CompletableFuture.failedStage(
                        new ConnectAwayException("Kafka Connect at " + url + " does not answer (" + reason(e) + ")")))
                .thenApply(this::ofTheApi);
    }

    /** A worker listens before its API is there, and finds nothing until then; the API's own errors have a code. */
    private Answer ofTheApi(Answer answer) {
        if (answer.status() == 404 && !answer.body().has("error_code")) {
            throw new ConnectAwayException("Kafka Connect at " + url + " is not there yet: the worker starts");
        }
        return answer;
    }

    private static String reason(Throwable e) {
        Throwable cause = e.getCause() instanceof IOException ? e.getCause() : e;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String json(Map<String, String> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Answer(int status, JsonNode body, String message) {

        static Answer of(HttpResponse<String> response) {
            JsonNode body;
            try {
                body = JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                body = MissingNode.getInstance();
            }
            return new Answer(response.statusCode(), body, body.path("message").asText("no message"));
        }
    }
}
