package io.millrace.firehose.config;

import java.util.Map;

/**
 * How it is found out where records are in their Kinesis streams.
 *
 * @param client how the catalog's Kafka is reached
 */
public record KinesisSettings(String catalogTopic, Map<String, String> client) {

    public KinesisSettings {
        client = Map.copyOf(client);
    }

    /** Without how it is logged in there. */
    @Override
    public String toString() {
        return "KinesisSettings[" + catalogTopic + "]";
    }
}
