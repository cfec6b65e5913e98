package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The AWS command line, one process a call. */
final class AwsCliClient implements KinesisClientPort {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ERROR = Pattern.compile(
            "An error occurred \\((\\w+)\\) when calling the \\w+ operation(?: \\(reached max retries: \\d+\\))?: (.*)",
            Pattern.DOTALL);

    private final String aws;
    private final String service;
    private final URI endpoint;
    private final Path folder;

    /** @param service as the command line calls it, such as {@code kinesis} */
    AwsCliClient(String aws, String service, URI endpoint) {
        this.aws = aws;
        this.service = service;
        this.endpoint = endpoint;
        try {
            this.folder = Files.createTempDirectory("millrace-awscli");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized JsonNode call(String operation, ObjectNode request) {
        try {
            Path input = Files.writeString(folder.resolve("input.json"), JSON.writeValueAsString(request));
            Path output = folder.resolve("output.json");
            Path errors = folder.resolve("errors.txt");
            ProcessBuilder builder = new ProcessBuilder(
                            aws,
                            service,
                            kebab(operation),
                            "--endpoint-url=" + endpoint,
                            "--no-verify-ssl",
                            "--output=json",
                            "--no-paginate",
                            "--cli-input-json",
                            "file://" + input)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "AWS_ACCESS_KEY_ID", "conformance",
                            "AWS_SECRET_ACCESS_KEY", "conformance",
                            "AWS_DEFAULT_REGION", "us-east-1",
                            "AWS_MAX_ATTEMPTS", "1",
                            "AWS_PAGER", "",
                            "TZ", "UTC",
                            "LC_ALL", "C.UTF-8"));
            Process process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("aws " + service + " " + kebab(operation) + " does not end");
            }
            if (process.exitValue() != 0) {
                throw failure(operation, Files.readString(errors).strip());
            }
            JsonNode answer = JSON.readTree(output.toFile());
            return answer.isMissingNode() ? JSON.createObjectNode() : answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException failure(String operation, String errors) {
        Matcher error = ERROR.matcher(errors);
        if (error.find()) {
            // the command line prints the code where a library would raise a class
            return new ServiceError(
                    error.group(1), error.group(1), error.group(2).strip());
        }
        if (errors.contains("Invalid choice") || errors.contains("Parameter validation failed")) {
            return new ClientCannot("AWS CLI", operation + ": " + errors.lines().reduce("", (a, b) -> b));
        }
        return new IllegalStateException(errors);
    }

    private static String kebab(String operation) {
        return operation.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @Override
    public List<JsonNode> subscribe(ObjectNode request, int records) {
        throw new ClientCannot("AWS CLI", "streams of events");
    }

    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
