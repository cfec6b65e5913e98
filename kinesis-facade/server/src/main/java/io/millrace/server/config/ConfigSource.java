package io.millrace.server.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Gathers settings, later ones over earlier ones: the defaults, then files, then single settings from the command line. */
public final class ConfigSource {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ObjectNode tree;

    private ConfigSource(ObjectNode tree) {
        this.tree = tree;
    }

    public static ConfigSource defaults() {
        return new ConfigSource(parse("defaults.yaml", defaultsText()));
    }

    static String defaultsText() {
        try (InputStream in = ConfigSource.class.getResourceAsStream("defaults.yaml")) {
            if (in == null) {
                throw new IllegalStateException("defaults.yaml is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes over what a YAML file says. */
    public ConfigSource file(Path file) {
        try {
            return yaml(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file");
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    /** @param name what to call the text in messages */
    public ConfigSource yaml(String name, String text) {
        ObjectNode overlay = parse(name, text);
        ConfigKeys.check(ServerConfig.class, overlay);
        ObjectNode merged = tree.deepCopy();
        merge(merged, overlay);
        return new ConfigSource(merged);
    }

    /** Takes over single settings by their paths, such as {@code http.port} or {@code kafka.properties.sasl.mechanism}. */
    public ConfigSource settings(Map<String, String> settings) {
        ObjectNode overlay = YAML.createObjectNode();
        settings.forEach((path, value) -> {
            String[] names = path.startsWith("kafka.properties.") ? path.split("\\.", 3) : path.split("\\.");
            ObjectNode room = overlay;
            for (int i = 0; i < names.length - 1; i++) {
                room = room.withObjectProperty(names[i]);
            }
            room.put(names[names.length - 1], value);
        });
        ConfigKeys.check(ServerConfig.class, overlay);
        ObjectNode merged = tree.deepCopy();
        merge(merged, overlay);
        return new ConfigSource(merged);
    }

    /** @throws ConfigException if a setting is wrong */
    public ServerConfig read() {
        return ConfigReader.read(ServerConfig.class, tree);
    }

    private static ObjectNode parse(String name, String text) {
        try {
            JsonNode node = YAML.readTree(text);
            if (node.isMissingNode() || node.isNull()) {
                return YAML.createObjectNode();
            }
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new ConfigException(name + ": is not a YAML tree of settings");
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            // Only the first line: what follows quotes the file, and a secret may be among it.
            throw new ConfigException(name + line + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse("is not YAML"));
        }
    }

    private static void merge(ObjectNode below, ObjectNode above) {
        above.properties().forEach(entry -> {
            if (below.get(entry.getKey()) instanceof ObjectNode room && entry.getValue() instanceof ObjectNode change) {
                merge(room, change);
            } else if (!(below.get(entry.getKey()) instanceof ObjectNode)) {
                below.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
