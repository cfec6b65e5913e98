package io.millrace.tools;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code millrace up} on free ports, in a JVM of its own. */
final class UpProcess implements AutoCloseable {

    private static final Pattern KAFKA = Pattern.compile("(?m)^Kafka +(\\S+)");

    private final Process process;
    private final String announcement;

    private UpProcess(Process process, String announcement) {
        this.process = process;
        this.announcement = announcement;
    }

    static UpProcess start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "up",
                        "--port",
                        "0",
                        "--kafka-port",
                        "0",
                        "--no-connect",
                        "--data",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(new File("/dev/null"))
                .start();
        return new UpProcess(process, readToLastLine(process.inputReader(StandardCharsets.UTF_8)));
    }

    private static String readToLastLine(BufferedReader output) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            read.append(line).append('\n');
            if (line.startsWith("Ctrl-C")) {
                return read.toString();
            }
        }
        throw new IOException("it ended before it was ready, and said: " + read);
    }

    String announcement() {
        return announcement;
    }

    String bootstrapServers() {
        Matcher matcher = KAFKA.matcher(announcement);
        if (!matcher.find()) {
            throw new IllegalStateException("no Kafka in: " + announcement);
        }
        return matcher.group(1);
    }

    /** SIGTERM; the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it does not stop");
        }
        return process.exitValue();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
