package io.millrace.benchmarks.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.servers.Servers;
import io.millrace.firehose.FirehoseSinkConnector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A connector of one task in a worker, as people run it: by the worker's REST API. */
final class FirehoseConnector implements AutoCloseable {

    static final int BUDGET_MIB = 128;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;
    private final String name;

    private FirehoseConnector(URI worker, String name) {
        this.url = worker.resolve("connectors/" + name + "/");
        this.name = name;
    }

    /** @param folder has the schema, and room for what is spilled */
    static FirehoseConnector create(
            URI worker, String name, Delivery delivery, int storePort, Bucket bucket, Path folder) {
        FirehoseConnector connector = new FirehoseConnector(worker, name);
        Map<String, String> config = config(delivery, storePort, bucket, folder);
        HttpResponse<String> answer = connector.call(HttpRequest.newBuilder(connector.url.resolve("config"))
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        JSON.valueToTree(config).toString())));
        if (answer.statusCode() >= 300) {
            throw new DriverFailure("Connect: " + answer.body());
        }
        return connector;
    }

    /** What ends units are sizes and the budget of memory, never a clock: so a slow machine makes the same objects as a fast one. */
    private static Map<String, String> config(Delivery delivery, int storePort, Bucket bucket, Path folder) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class",
                FirehoseSinkConnector.class.getName(),
                "tasks.max",
                "1",
                "topics",
                SourceTopic.name(delivery),
                "spill.directory",
                folder.toString(),
                "memory.budget.mib",
                Integer.toString(BUDGET_MIB)));
        config.putAll(Map.of(
                "s3.bucket",
                bucket.name(),
                "s3.endpoint",
                Bucket.endpoint(storePort),
                "s3.region",
                "us-east-1",
                "s3.path.style",
                "true",
                "s3.access.key.id",
                Servers.ACCESS_KEY,
                "s3.secret.access.key",
                Servers.SECRET_KEY));
        config.putAll(
                delivery.format() == Delivery.Format.GZIP
                        ? Map.of("s3.compression", "GZIP", "processing.delimiter", "Cg==")
                        : Map.of(
                                "format",
                                "parquet",
                                "format.schema.file",
                                folder.resolve("event.avsc").toString(),
                                "buffer.size.mib",
                                "64"));
        config.putAll(
                delivery.prefixes() == 1
                        ? Map.of("s3.prefix", "data/")
                        : Map.of(
                                "partitioning.query",
                                "{customer: .customer}",
                                "s3.prefix",
                                "data/customer=!{partitionKeyFromQuery:customer}/",
                                "s3.error.prefix",
                                "errors/!{firehose:error-output-type}/",
                                "buffer.interval.seconds",
                                "900",
                                "spill.budget.mib",
                                Integer.toString(delivery.spillMib())));
        return config;
    }

    String name() {
        return name;
    }

    /** @throws DriverFailure if its task has failed */
    void check() {
        String status = call(HttpRequest.newBuilder(url.resolve("status"))).body();
        if (status.contains("\"FAILED\"")) {
            throw new DriverFailure("the task failed: " + status);
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

    /** Returns when the worker has forgotten it. */
    @Override
    public void close() {
        call(HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/$", "")))
                .DELETE());
    }
}
