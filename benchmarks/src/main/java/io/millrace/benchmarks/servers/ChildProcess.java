package io.millrace.benchmarks.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server in a process of its own, which says {@code READY <something>} on its standard output when it is, and ends when its
 * standard input does: it cannot outlive this process, however this one ends.
 */
public final class ChildProcess implements AutoCloseable {

    static final String READY = "READY ";

    private final Process process;
    private final String ready;

    private ChildProcess(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /** @throws ServerFailure where it ends or says nothing in time; the message names its log */
    public static ChildProcess start(String name, List<String> command, Path log, Duration patience) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            CompletableFuture<String> ready = new CompletableFuture<>();
            Thread reader = new Thread(() -> copy(process, log, ready), name + "-output");
            reader.setDaemon(true);
            reader.start();
            return new ChildProcess(process, await(process, ready, name, log, patience));
        } catch (IOException e) {
            throw new ServerFailure(name + " did not start: " + e.getMessage(), e);
        }
    }

    /** A class of this program, in a JVM like this one. */
    public static ChildProcess java(
            Class<?> main, List<String> jvmArguments, List<String> arguments, Path log, Duration patience) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return start(main.getSimpleName(), command, log, patience);
    }

    private static String await(
            Process process, CompletableFuture<String> ready, String name, Path log, Duration patience) {
        try {
            return ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new ServerFailure(name + " did not start within " + patience.toSeconds() + " s; see " + log, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted", e);
        }
    }

    private static void copy(Process process, Path log, CompletableFuture<String> ready) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintStream out =
                        new PrintStream(Files.newOutputStream(log.resolveSibling(log.getFileName() + ".out")), true)) {
            String line;
            while ((line = lines.readLine()) != null) {
                out.println(line);
                if (line.startsWith(READY)) {
                    ready.complete(line.substring(READY.length()));
                }
            }
            ready.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** What it said beside READY. */
    public String ready() {
        return ready;
    }

    /** Where it listens, if what it said is a port. */
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", Integer.parseInt(ready));
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
