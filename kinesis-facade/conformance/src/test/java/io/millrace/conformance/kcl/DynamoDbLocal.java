package io.millrace.conformance.kcl;

import io.millrace.conformance.FacadeStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** DynamoDB Local, in memory, in a process of its own: what it is made of does not go together with what we are made of. */
public final class DynamoDbLocal implements AutoCloseable {

    private static final Path LIBRARIES = Path.of("dynamodb-local/target/lib").toAbsolutePath();

    private final Process process;
    private final int port;

    private DynamoDbLocal(int port) throws IOException {
        this.port = port;
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.library.path=" + LIBRARIES,
                        "-cp",
                        LIBRARIES + "/*",
                        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                        "-inMemory",
                        "-disableTelemetry",
                        "-port",
                        Integer.toString(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(Path.of("target/dynamodb-local.log").toFile())
                .start();
    }

    public static DynamoDbLocal start() {
        try {
            DynamoDbLocal started = new DynamoDbLocal(freePort());
            FacadeStream.until("DynamoDB Local runs (see target/dynamodb-local.log)", started::listens);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
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

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** It cannot be asked to choose a port itself. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
