package io.millrace.firehose.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Connect's own command with the jars that it is published with, in a JVM of its own; a plugin is in a folder of its plugin path. */
public final class StockWorker implements AutoCloseable {

    /** From a module beside it, or from one of another connector. */
    private static final Path LIBRARY = Stream.of(
                    Path.of("../stock-worker/target/lib"),
                    Path.of("../../firehose-sink-connector/stock-worker/target/lib"))
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow();

    private final Process process;
    private final URI url;

    private StockWorker(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * @param zip the plugin's
     * @param besides what is put beside its jars: jars, or zips that are unzipped at the same place
     */
    public static StockWorker start(Path folder, String bootstrapServers, Path zip, Path... besides)
            throws IOException {
        Path plugins = folder.resolve("plugins");
        Path installed = unzip(zip, plugins);
        for (Path beside : besides) {
            if (beside.toString().endsWith(".zip")) {
                unzip(beside, plugins);
            } else {
                Files.copy(beside, installed.resolve(beside.getFileName()));
            }
        }
        int port = freePort();
        Path settings =
                Files.writeString(folder.resolve("worker.properties"), settings(bootstrapServers, port, plugins));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        LIBRARY + File.separator + "*",
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker.log").toFile())
                .start();
        StockWorker worker = new StockWorker(process, URI.create("http://127.0.0.1:" + port + "/"));
        Eventually.get(Duration.ofSeconds(90), "the stock worker", worker::answers, () -> log(folder));
        return worker;
    }

    /** As the documentation of the plugin says. */
    private static String settings(String bootstrapServers, int port, Path plugins) {
        return """
                bootstrap.servers=%s
                listeners=http://127.0.0.1:%d
                plugin.path=%s
                group.id=stock-worker
                config.storage.topic=stock-worker-configs
                config.storage.replication.factor=1
                offset.storage.topic=stock-worker-offsets
                offset.storage.replication.factor=1
                status.storage.topic=stock-worker-status
                status.storage.replication.factor=1
                key.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                """.formatted(bootstrapServers, port, plugins);
    }

    public ConnectRest rest() {
        return new ConnectRest(url);
    }

    private Optional<Boolean> answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the stock worker ended with " + process.exitValue());
        }
        try {
            rest().plugins();
            return Optional.of(true);
        } catch (RuntimeException notYet) {
            return Optional.empty();
        }
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("worker.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What the build of a module beside this has packed. */
    public static Path zip(String module) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", module, "target"))) {
            return files.filter(file ->
                            file.getFileName().toString().matches("millrace-firehose-sink-" + module + "-.*\\.zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The plugin's own folder, of which the zip has one. */
    public static Path unzip(Path zip, Path into) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            Files.createDirectories(into);
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
        try (Stream<Path> folders = Files.list(into)) {
            List<Path> all = folders.filter(Files::isDirectory).toList();
            return all.get(0);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
    }
}
