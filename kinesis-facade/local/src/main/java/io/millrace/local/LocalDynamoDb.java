package io.millrace.local;

import io.millrace.embedded.EmbeddedServerException;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * DynamoDB Local in a process of its own, whose tables are there again at the next start. It is Amazon's, under Amazon's licence
 * (<a href="https://aws.amazon.com/dynamodb/dynamodblocallicense/">DynamoDB Local License Agreement</a>): for tests and trial, never shipped. Any key will do
 * for it, on loopback alone.
 */
final class LocalDynamoDb implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Path log;

    private LocalDynamoDb(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * @param libraries the folder of its jars
     * @param folder for its tables and its log
     */
    static LocalDynamoDb start(Path libraries, Path folder, int port) throws InterruptedException {
        Path log = folder.resolve("dynamodb-local.log");
        try {
            Files.createDirectories(folder);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.library.path=" + libraries,
                            "-cp",
                            libraries.resolve("*") + File.pathSeparator + ownClasses(),
                            DynamoDbLocalMain.class.getName(),
                            "-port",
                            Integer.toString(port),
                            "-sharedDb",
                            "-disableTelemetry",
                            "-dbPath",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            LocalDynamoDb started = new LocalDynamoDb(process, port, log);
            started.awaitPort();
            return started;
        } catch (IOException e) {
            throw new EmbeddedServerException("DynamoDB Local cannot be started: " + e.getMessage(), e);
        }
    }

    private static Path ownClasses() {
        try {
            return Path.of(DynamoDbLocalMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitPort() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            boolean alive = process.isAlive();
            if (!alive || System.nanoTime() > until) {
                close();
                throw new EmbeddedServerException(
                        "DynamoDB Local " + (alive ? "does not answer" : "has ended") + ": " + log + " says why.");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
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
}
