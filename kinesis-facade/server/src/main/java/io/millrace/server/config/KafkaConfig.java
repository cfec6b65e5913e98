package io.millrace.server.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where Kafka is, how to log in there, and which topics are Millrace's own. */
public record KafkaConfig(String bootstrapServers, Map<String, String> properties, String catalogTopic) {

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,240}");
    private static final String NODES_SUFFIX = "_nodes";
    private static final String STRAYS_SUFFIX = "_strays";

    public KafkaConfig {
        Check.notBlank("kafka.bootstrapServers", bootstrapServers);
        properties = Map.copyOf(properties);
        if (!TOPIC.matcher(catalogTopic).matches()) {
            throw ConfigException.at(
                    "kafka.catalogTopic",
                    "'" + catalogTopic + "' is not a topic name (1 to 240 of a-z, A-Z, 0-9, . _ -)");
        }
    }

    /** The topic on which the nodes that share the catalog tell that they are alive. */
    public String nodesTopic() {
        return catalogTopic + NODES_SUFFIX;
    }

    /** The group under which is committed how far strays were carried on, and what the transactional ids begin with that do so. */
    public String straysGroup() {
        return catalogTopic + STRAYS_SUFFIX;
    }

    /** Names the properties but not their values: passwords are among them. */
    @Override
    public String toString() {
        Map<String, String> redacted = new TreeMap<>(properties);
        redacted.replaceAll((name, value) -> "***");
        return "KafkaConfig[bootstrapServers=" + bootstrapServers + ", properties=" + redacted + ", catalogTopic="
                + catalogTopic + "]";
    }
}
