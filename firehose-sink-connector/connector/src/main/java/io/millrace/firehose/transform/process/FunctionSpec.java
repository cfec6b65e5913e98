package io.millrace.firehose.transform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A function as a process.
 *
 * @param root the folder it was unpacked to, where it also runs
 * @param handler such as {@code index.handler}
 * @param command what starts a runtime, which then asks for invocations
 * @param environment what it sees besides the path, home, locale and the runtime's own variables; a worker's secrets are not handed on
 */
public record FunctionSpec(Path root, String handler, List<String> command, Map<String, String> environment) {

    public FunctionSpec {
        root = root.toAbsolutePath();
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** @param executable {@code node}, or where it is */
    public static FunctionSpec node(String executable, Path root, String handler, Map<String, String> environment) {
        return new FunctionSpec(root, handler, List.of(executable, "-e", bootstrap("bootstrap.js")), environment);
    }

    /** @param executable {@code python3}, or where it is */
    public static FunctionSpec python(String executable, Path root, String handler, Map<String, String> environment) {
        return new FunctionSpec(root, handler, List.of(executable, "-u", "-c", bootstrap("bootstrap.py")), environment);
    }

    /** A function that brings its own runtime: an executable called {@code bootstrap}. */
    public static FunctionSpec provided(Path root, String handler, Map<String, String> environment) {
        return new FunctionSpec(
                root,
                handler,
                List.of(root.toAbsolutePath().resolve("bootstrap").toString()),
                environment);
    }

    private static String bootstrap(String name) {
        try (InputStream in = FunctionSpec.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
