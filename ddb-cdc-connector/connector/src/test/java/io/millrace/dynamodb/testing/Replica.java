package io.millrace.dynamodb.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Properties of a connector that applies topics to tables of DynamoDB Local. */
public final class Replica {

    private Replica() {}

    /** Of topics as {@link Capture} makes them. */
    public static Map<String, String> of(DynamoDbLocal local, String topic, String table, Map<String, String> others) {
        Map<String, String> config = new HashMap<>(local.properties());
        config.put("connector.class", "io.millrace.dynamodb.sink.DynamoDbSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", topic);
        config.put("table.name.format", table);
        config.put("consumer.override.auto.offset.reset", "earliest");
        // topics may come after the connector
        config.put("consumer.override.metadata.max.age.ms", "1000");
        // a task whose worker was killed is missed within seconds
        config.put("consumer.override.session.timeout.ms", "6000");
        config.put("consumer.override.heartbeat.interval.ms", "2000");
        config.put("write.batch.max.ms", "5000");
        for (String side : List.of("key", "value")) {
            config.put(side + ".converter", "org.apache.kafka.connect.json.JsonConverter");
            config.put(side + ".converter.schemas.enable", "false");
        }
        config.putAll(others);
        return config;
    }
}
