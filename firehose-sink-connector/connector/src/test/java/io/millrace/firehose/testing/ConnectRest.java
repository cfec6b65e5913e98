package io.millrace.firehose.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A worker's REST API. What it cannot do since a rebalance is under way is asked again. */
public final class ConnectRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI url;

    public ConnectRest(URI url) {
        this.url = url;
    }

    /** Connect's answer was an error. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String message) {
            super(status + ": " + message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    public JsonNode plugins() {
        return call("GET", "connector-plugins", BodyPublishers.noBody());
    }

    public void configure(String name, Map<String, String> config) {
        call("PUT", "connectors/" + name + "/config", json(config));
    }

    /** Connect's verdict on settings, each with its errors. */
    public JsonNode validate(String connectorClass, Map<String, String> config) {
        return call("PUT", "connector-plugins/" + connectorClass + "/config/validate", json(config));
    }

    public Optional<ConnectorStatus> status(String name) {
        try {
            return Optional.of(
                    ConnectorStatus.of(call("GET", "connectors/" + name + "/status", BodyPublishers.noBody())));
        } catch (Refused e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public void delete(String name) {
        call("DELETE", "connectors/" + name, BodyPublishers.noBody());
    }

    public void restart(String name) {
        call("POST", "connectors/" + name + "/restart?includeTasks=true", BodyPublishers.noBody());
    }

    public void pause(String name) {
        call("PUT", "connectors/" + name + "/pause", BodyPublishers.noBody());
    }

    public void resume(String name) {
        call("PUT", "connectors/" + name + "/resume", BodyPublishers.noBody());
    }

    public void stop(String name) {
        call("PUT", "connectors/" + name + "/stop", BodyPublishers.noBody());
    }

    public JsonNode offsets(String name) {
        return call("GET", "connectors/" + name + "/offsets", BodyPublishers.noBody());
    }

    /** Of a connector that is stopped; {@code body} as KIP-875 has it. */
    public JsonNode alterOffsets(String name, JsonNode body) {
        return call("PATCH", "connectors/" + name + "/offsets", BodyPublishers.ofString(body.toString()));
    }

    /** Of a connector that is stopped. */
    public JsonNode resetOffsets(String name) {
        return call("DELETE", "connectors/" + name + "/offsets", BodyPublishers.noBody());
    }

    private static BodyPublisher json(Map<String, String> config) {
        return BodyPublishers.ofString(JSON.valueToTree(config).toString());
    }

    private JsonNode call(String method, String path, BodyPublisher body) {
        return Eventually.get(
                PATIENCE, "an answer of Connect", () -> answer(method, path, body), () -> "a rebalance under way");
    }

    /** Empty while a rebalance is under way. */
    private Optional<JsonNode> answer(String method, String path, BodyPublisher body) {
        try {
            HttpResponse<byte[]> response = HTTP.send(
                    HttpRequest.newBuilder(url.resolve(path))
                            .method(method, body)
                            .header("content-type", "application/json")
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() < 300) {
                return Optional.of(answer);
            }
            String message = answer.path("message").asText();
            if (response.statusCode() == 409 && message.contains("rebalance")) {
                return Optional.empty();
            }
            throw new Refused(response.statusCode(), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
