package io.millrace.dynamodb.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Local, in memory, in a process of its own: what it is made of does not go together with what we are made of. The process
 * ends with this one.
 */
public final class DynamoDbLocal implements AutoCloseable {

    private static final Path LIBRARIES = Path.of(
                    System.getProperty("dynamodb.local", "../../kinesis-facade/conformance/dynamodb-local/target/lib"))
            .toAbsolutePath()
            .normalize();

    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;
    private final URI endpoint;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;

    private DynamoDbLocal(int port) throws IOException {
        this.endpoint = URI.create("http://127.0.0.1:" + port);
        new File("target").mkdirs();
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.library.path=" + LIBRARIES,
                        "-cp",
                        LIBRARIES + "/*",
                        "src/test/dynamodb-local/ControlledLocal.java",
                        Integer.toString(port))
                .redirectError(new File("target/dynamodb-local.log"))
                .start();
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(ApacheHttpClient.create())
                .build();
        this.streams = DynamoDbStreamsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(ApacheHttpClient.create())
                .build();
    }

    /** Of all tests of this JVM; it ends with it. */
    public static DynamoDbLocal shared() {
        return Holder.LOCAL;
    }

    public static DynamoDbLocal start() {
        try {
            DynamoDbLocal started = new DynamoDbLocal(freePort());
            started.expect("ready");
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    public DynamoDbClient client() {
        return client;
    }

    public DynamoDbStreamsClient streams() {
        return streams;
    }

    /** What a connector needs to find it. */
    public Map<String, String> properties() {
        return Map.of(
                "dynamodb.endpoint", endpoint.toString(),
                "dynamodb.region", "eu-west-1",
                "dynamodb.access.key.id", "local",
                "dynamodb.secret.access.key", "local");
    }

    /** Closes every open shard, and opens a child of it. */
    public void rollShards() {
        tell("roll");
    }

    /** Makes every record of a stream older. */
    public void age(Duration by) {
        tell("age " + by.toMillis());
    }

    private void tell(String what) {
        try {
            input.write(what + "\n");
            input.flush();
            expect("done");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        streams.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void expect(String answer) throws IOException {
        String line = output.readLine();
        if (!answer.equals(line)) {
            throw new IllegalStateException("DynamoDB Local says " + line + ", target/dynamodb-local.log says why");
        }
    }

    /** It cannot be asked to choose a port itself. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final class Holder {

        static final DynamoDbLocal LOCAL = started();

        private static DynamoDbLocal started() {
            DynamoDbLocal local = start();
            Runtime.getRuntime().addShutdownHook(new Thread(local::close, "dynamodb-local-stop"));
            return local;
        }
    }
}
