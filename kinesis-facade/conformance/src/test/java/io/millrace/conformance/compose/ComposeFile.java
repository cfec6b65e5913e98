package io.millrace.conformance.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static List<Map.Entry<String, JsonNode>> services(Path file) throws IOException {
        return List.copyOf(read(file).path("services").properties());
    }
}
