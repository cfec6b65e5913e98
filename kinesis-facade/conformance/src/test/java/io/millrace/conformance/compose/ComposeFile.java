package io.millrace.conformance.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads files of {@code compose/} as Compose does: anchors and merge keys resolved. */
final class ComposeFile {

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    static final Path FOLDER = ROOT.resolve("compose");
    static final Path BASE = FOLDER.resolve("base.yaml");

    private ComposeFile() {}

    static JsonNode read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            // SnakeYAML and not Jackson's YAML, which leaves merge keys as they stand.
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return new ObjectMapper().valueToTree(tree);
        }
    }

    /** Those that a file names, an overlay's with what the base says of them. */
    static List<Map.Entry<String, JsonNode>> services(Path file) throws IOException {
        JsonNode base = read(BASE).path("services");
        List<Map.Entry<String, JsonNode>> services = new ArrayList<>();
        for (Map.Entry<String, JsonNode> service : read(file).path("services").properties()) {
            ObjectNode whole = new ObjectMapper().createObjectNode();
            base.path(service.getKey()).properties().forEach(each -> whole.set(each.getKey(), each.getValue()));
            service.getValue().properties().forEach(each -> whole.set(each.getKey(), each.getValue()));
            services.add(Map.entry(service.getKey(), whole));
        }
        return services;
    }
}
