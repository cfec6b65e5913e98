package io.millrace.conformance.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/**
 * What this machine has of the runtimes that some clients need. Each is looked for once; what is absent is said in one line,
 * and its themes are skipped, or fail where {@code MILLRACE_REQUIRE_ALL_CLIENTS} is {@code true}.
 */
public final class Runtimes {

    private static final Runtimes HERE = new Runtimes();

    private final Optional<String> python = found(
            "boto3",
            "python3 with boto3 not found (apt-get install python3-boto3)",
            firstThat(
                    candidates("MILLRACE_PYTHON", "python3", "/usr/bin/python3"),
                    python -> run(python, "-c", "import boto3")));
    private final Optional<String> aws = found(
            "awscli",
            "AWS CLI 2 not found (apt-get install awscli)",
            firstThat(
                    candidates("MILLRACE_AWS", "/usr/bin/aws", "aws"),
                    aws -> run("sh", "-c", aws + " --version | grep -q aws-cli/2")));
    private final Optional<Path> nodeModules = found(
            "node",
            "node with @aws-sdk/client-kinesis not found (npm install --prefix target/npm @aws-sdk/client-kinesis@3)",
            candidates("MILLRACE_NPM", "target/npm")
                    .map(Path::of)
                    .map(Path::toAbsolutePath)
                    .filter(folder -> Files.isDirectory(folder.resolve("node_modules/@aws-sdk/client-kinesis")))
                    .filter(folder -> run("node", "--version"))
                    .findFirst());

    private Runtimes() {}

    /** A Python that has boto3. */
    public static String python() {
        return require(HERE.python, "boto3");
    }

    static String aws() {
        return require(HERE.aws, "awscli");
    }

    /** The folder that holds {@code node_modules}. */
    static Path npm() {
        return require(HERE.nodeModules, "node");
    }

    private static <T> T require(Optional<T> runtime, String theme) {
        return runtime.orElseThrow(() -> new TestAbortedException("skipped with the " + theme + " theme"));
    }

    /** Ends the theme unless the condition holds: with an assumption at home, with a failure where all clients are required. */
    public static void assumeFor(String theme, boolean condition, String otherwise) {
        if (!condition) {
            found(theme, otherwise, Optional.empty());
            throw new TestAbortedException(otherwise);
        }
    }

    private static <T> Optional<T> found(String theme, String otherwise, Optional<T> runtime) {
        if (runtime.isEmpty()) {
            if (Boolean.parseBoolean(System.getenv("MILLRACE_REQUIRE_ALL_CLIENTS"))) {
                Assertions.fail(theme + " theme: " + otherwise + ", and MILLRACE_REQUIRE_ALL_CLIENTS is set");
            }
            System.out.println("SKIPPED " + theme + " theme: " + otherwise);
        }
        return runtime;
    }

    private static Stream<String> candidates(String variable, String... others) {
        return Stream.concat(Stream.of(variable).map(System::getenv).filter(Objects::nonNull), Stream.of(others));
    }

    private static Optional<String> firstThat(Stream<String> candidates, java.util.function.Predicate<String> works) {
        return candidates.filter(works).findFirst();
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
