package io.millrace.benchmarks.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.drivers.DriverFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A connector in a worker, as people run it: by the worker's REST API. */
final class RunningConnector implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;

    private RunningConnector(URI url) {
        this.url = url;
    }

    static RunningConnector create(URI worker, String name, Map<String, String> config) {
        RunningConnector connector = new RunningConnector(worker.resolve("connectors/" + name));
        HttpResponse<String> answer = connector.call(HttpRequest.newBuilder(URI.create(connector.url + "/config"))
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        JSON.valueToTree(config).toString())));
        if (answer.statusCode() >= 300) {
            throw new DriverFailure("Connect: " + answer.body());
        }
        return connector;
    }

    /** @throws DriverFailure if it, or a task of it, has failed */
    void check() {
        String status =
                call(HttpRequest.newBuilder(URI.create(url + "/status"))).body();
        if (status.contains("\"FAILED\"")) {
            throw new DriverFailure("the connector failed: " + status);
        }
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DriverFailure("the worker does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverFailure("interrupted", e);
        }
    }

    /** The worker forgets it, and stops its tasks before long. */
    @Override
    public void close() {
        call(HttpRequest.newBuilder(url).DELETE());
    }
}
