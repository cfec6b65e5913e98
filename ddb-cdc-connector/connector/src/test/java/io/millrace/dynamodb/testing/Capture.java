package io.millrace.dynamodb.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Properties of a connector that captures tables of DynamoDB Local. */
public final class Capture {

    private Capture() {}

    /** Its topics are {@code t.<table>}, JSON without schemas, of one partition. */
    public static Map<String, String> of(DynamoDbLocal local, String tables, Map<String, String> others) {
        Map<String, String> config = new HashMap<>(local.properties());
        config.put("connector.class", "io.millrace.dynamodb.DynamoDbConnector");
        config.put("tasks.max", "1");
        config.put("topic.prefix", "t");
        config.put("table.include.list", tables);
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("stream.poll.interval.ms", "50");
        config.put("stream.poll.idle.interval.ms", "200");
        config.put("stream.shards.interval.ms", "1000");
        for (String side : List.of("key", "value")) {
            config.put(side + ".converter", "org.apache.kafka.connect.json.JsonConverter");
            config.put(side + ".converter.schemas.enable", "false");
        }
        config.putAll(others);
        return config;
    }
}
