package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of another language, driven by a small program of that language that answers each line of JSON with one. */
final class DriverClient implements KinesisClientPort {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    DriverClient(String name, List<String> command, Map<String, String> environment) {
        this.name = name;
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
    }

    /** @param service as boto3 calls it, such as {@code kinesis} */
    static DriverClient boto3(String service, URI endpoint) {
        return new DriverClient(
                "boto3",
                List.of(Runtimes.python(), "src/test/drivers/boto3_driver.py", endpoint.toString(), service),
                Map.of("TZ", "UTC"));
    }

    @Override
    public JsonNode call(String operation, ObjectNode request) {
        return ask(JSON.createObjectNode().put("operation", operation).set("request", request));
    }

    @Override
    public List<JsonNode> subscribe(ObjectNode request, int records) {
        ObjectNode command = JSON.createObjectNode()
                .put("operation", "SubscribeToShard")
                .put("records", records)
                .set("request", request);
        List<JsonNode> events = new ArrayList<>();
        ask(command).forEach(events::add);
        return events;
    }

    private synchronized JsonNode ask(JsonNode command) {
        JsonNode answer;
        try {
            commands.write(JSON.writeValueAsString(command) + "\n");
            commands.flush();
            @Nullable String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException(name + " has ended, see its error output");
            }
            answer = JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (answer.has("cannot")) {
            throw new ClientCannot(name, answer.get("cannot").asText());
        }
        if (answer.has("error")) {
            JsonNode error = answer.get("error");
            throw new ServiceError(
                    error.get("code").asText(),
                    error.get("raisedAs").asText(),
                    error.path("message").asText());
        }
        if (answer.has("failed")) {
            throw new IllegalStateException(name + ": " + answer.get("failed").asText());
        }
        return answer.get("output");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
