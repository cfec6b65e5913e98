package io.millrace.conformance.dynamodbstreams;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker of KCL over the adapter, in a process of its own. */
final class AdapterProcess implements AutoCloseable {

    private static final Path TARGET = Path.of("streams-adapter/target").toAbsolutePath();

    private final Process process;
    private final Thread reader;

    /** @param seen is told of each change: {@code <id> <version>} */
    AdapterProcess(String streamArn, URI streams, URI dynamoDb, String application, List<String> seen) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            TARGET.resolve("classes") + File.pathSeparator + TARGET.resolve("lib") + "/*",
                            "io.millrace.conformance.adapter.AdapterMain",
                            streamArn,
                            streams.toString(),
                            dynamoDb.toString(),
                            application)
                    .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/streams-adapter.log")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = new Thread(() -> read(seen), "adapter-output");
        reader.start();
    }

    private void read(List<String> seen) {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(seen::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it end gracefully, and waits for all that it had to say. */
    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        reader.join();
    }
}
