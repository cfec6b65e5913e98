package io.millrace.firehose.destination.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An OpenSearch node in a process of its own: what it is made of does not go together with what we are made of. */
final class LocalOpenSearch implements AutoCloseable {

    private static final Path NODE = Path.of("../opensearch-node/target").toAbsolutePath();
    private static final String LISTENING = "listening ";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final URI endpoint;

    LocalOpenSearch(Path folder) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        NODE.resolve("classes") + System.getProperty("path.separator") + NODE.resolve("lib") + "/*",
                        "io.millrace.firehose.opensearch.OpenSearchNode",
                        folder.toString())
                .redirectError(Path.of("target/opensearch.log").toFile())
                .start();
        endpoint = URI.create("http://" + address());
    }

    URI endpoint() {
        return endpoint;
    }

    /** Asks the node itself, past what is tested. */
    JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return json.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body());
    }

    /** It ends with its standard input. */
    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private String address() throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                return line.substring(LISTENING.length());
            }
        }
        throw new IOException("OpenSearch did not start: see target/opensearch.log");
    }
}
