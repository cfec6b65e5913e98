package io.millrace.server.config;

import java.util.Arrays;
import java.util.List;

/** Which topics are served as streams of DynamoDB. */
public record DynamoDbStreamsConfig(String topicPrefixes) {

    public DynamoDbStreamsConfig {
        for (String prefix : split(topicPrefixes)) {
            if (!prefix.matches("[a-zA-Z0-9._-]+")) {
                throw ConfigException.at(
                        "dynamodbStreams.topicPrefixes",
                        "'" + prefix + "' is not how a topic can begin (like orders, the connector's topic.prefix)");
            }
        }
    }

    /** The prefixes, each without the dot behind it. */
    public List<String> prefixes() {
        return split(topicPrefixes);
    }

    private static List<String> split(String prefixes) {
        return Arrays.stream(prefixes.split(","))
                .map(String::strip)
                .filter(prefix -> !prefix.isEmpty())
                .toList();
    }
}
