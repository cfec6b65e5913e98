package io.millrace.firehose.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with this one's class path, that can be killed, or halted for a while. It ends when this one does. */
final class ChildJvm implements AutoCloseable {

    private static final String READY = "ready at ";

    private final Process process;
    private final String address;

    private ChildJvm(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Returns when {@code main} has said that it is {@link #ready}. */
    static ChildJvm start(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
            return new ChildJvm(process, readAddress(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readAddress(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                drain(output);
                return line.substring(READY.length());
            }
        }
        throw new IOException("the process ended before it was ready");
    }

    /** A pipe that nobody reads would halt the process. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** The child's own: says where it is, and stays until whoever started it ends. */
    static void ready(Object address) throws IOException {
        System.out.println(READY + address);
        while (System.in.read() >= 0) {
            // Nothing is said: the end of it is what is waited for.
        }
        Runtime.getRuntime().halt(1);
    }

    /** Where it serves. */
    String address() {
        return address;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** {@code kill -9}: nothing is finished, nobody is told. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** As an operator does. */
    void stop() {
        process.destroy();
        await();
    }

    /** Halts it as a long pause of the garbage collector does; it knows nothing of it. */
    void halt() {
        signal("-STOP");
    }

    /** It goes on where it was. */
    void goOn() {
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
                throw new IllegalStateException("the process does not end");
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
