package io.millrace.server.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where Kafka is, how to log in there, and which topics are Millrace's own. */
public record KafkaConfig(
        String bootstrapServers, Map<String, String> properties, String catalogTopic, String nodesTopic) {

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    public KafkaConfig {
        Check.notBlank("kafka.bootstrapServers", bootstrapServers);
        properties = Map.copyOf(properties);
        topic("kafka.catalogTopic", catalogTopic);
        topic("kafka.nodesTopic", nodesTopic);
        if (catalogTopic.equals(nodesTopic)) {
            throw ConfigException.at("kafka.nodesTopic", "must not be the catalog's topic, " + catalogTopic);
        }
    }

    private static void topic(String path, String name) {
        if (!TOPIC.matcher(name).matches()) {
            throw ConfigException.at(path, "'" + name + "' is not a topic name (1 to 249 of a-z, A-Z, 0-9, . _ -)");
        }
    }

    /** Names the properties but not their values: passwords are among them. */
    @Override
    public String toString() {
        Map<String, String> redacted = new TreeMap<>(properties);
        redacted.replaceAll((name, value) -> "***");
        return "KafkaConfig[bootstrapServers=" + bootstrapServers + ", properties=" + redacted + ", catalogTopic="
                + catalogTopic + ", nodesTopic=" + nodesTopic + "]";
    }
}
