package io.millrace.server;

import io.millrace.server.config.ServerConfig;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A facade in a JVM of its own, for tests of what it does when memory is short. */
final class FacadeProcess implements AutoCloseable {

    private final Process process;
    private final URI uri;

    private FacadeProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static FacadeProcess start(String heap, String bootstrapServers, String catalogTopic, Path folder)
            throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        bootstrapServers,
                        catalogTopic,
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(new File("/dev/null"))
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith(Child.READY)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the facade's process ended before it was ready");
        }
        return new FacadeProcess(process, URI.create("http://127.0.0.1:" + line.substring(Child.READY.length()) + "/"));
    }

    URI uri() {
        return uri;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    static final class Child {

        static final String READY = "listening on ";

        private Child() {}

        public static void main(String[] args) throws InterruptedException {
            Facade facade = Facade.start(
                    ServerConfig.of(
                            Map.of("http.port", "0", "kafka.bootstrapServers", args[0], "kafka.catalogTopic", args[1])),
                    Path.of(args[2]));
            System.out.println(READY + facade.port().orElseThrow());
            Thread.currentThread().join();
        }
    }
}
