package io.millrace.firehose.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Connect worker in a JVM of its own, with this JVM's class path. */
public final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final URI url;

    private WorkerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static WorkerProcess start(String bootstrapServers, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName(),
                bootstrapServers));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
            return new WorkerProcess(process, readUrl(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI readUrl(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(WorkerMain.READY)) {
                drain(output);
                return URI.create(line.substring(WorkerMain.READY.length()));
            }
        }
        throw new IOException("the worker ended before it was ready");
    }

    /** A pipe that nobody reads would halt the worker. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "worker-output");
        reader.setDaemon(true);
        reader.start();
    }

    public URI url() {
        return url;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** {@code kill -9}: nothing is finished, nobody is told. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** As an operator does: its tasks finish what they have. */
    public void stop() {
        process.destroy();
        await();
    }

    /** Halts it as a long pause of the garbage collector does; it knows nothing of it. */
    public void halt() {
        signal("-STOP");
    }

    /** It goes on where it was. */
    public void goOn() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill " + signal + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void await() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the worker does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
